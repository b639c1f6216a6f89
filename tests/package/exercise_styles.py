"""Respuestas de estudiantes imaginarios: cada error, escrito de tres maneras distintas.

Se escribieron a partir de los enunciados y de la lista de errores, antes que el detector.
Cada estilo es una clase; `bug` es la clave del error que comete, o None si trabaja bien.
"""

import math

import numpy as np
from scipy.special import logsumexp
from scipy.stats import multivariate_normal, norm


class Loops:
    """Bucles de Python y el módulo math; devuelve listas y tuplas."""

    def __init__(self, bug=None):
        self.bug = bug

    def bell(self, x, mean, variance):
        if self.bug == "B9":
            sigma = variance
        elif self.bug == "B9-raíz":
            sigma = math.sqrt(math.sqrt(variance))
        else:
            sigma = math.sqrt(variance)
        z = (x - mean) / sigma
        height = math.exp(-z * z) if self.bug == "B10" else math.exp(-z * z / 2)
        if self.bug == "B10-altura":
            return height
        constant = 1 if self.bug == "B10-2π" else math.sqrt(2 * math.pi)
        return height / (sigma * constant)

    def mixture(self, x, weights, means, variances):
        total = []
        for value in x:
            p = 0
            for k in range(len(weights)):
                weight = 1 if self.bug == "B3" else weights[k]
                p += weight * self.bell(value, means[k], variances[k])
            total.append(p)
        return total

    def e_step(self, x, weights, means, variances):
        n, K = len(x), len(weights)
        table = [[0.0] * K for _ in range(n)]
        for i in range(n):
            for k in range(K):
                weight = 1 if self.bug == "B3" else weights[k]
                table[i][k] = weight * self.bell(x[i], means[k], variances[k])
        if self.bug == "sin-normalizar":
            return table
        if self.bug == "B4":
            for k in range(K):
                column = sum(table[i][k] for i in range(n))
                for i in range(n):
                    table[i][k] /= column
            return table
        for i in range(n):
            total = sum(table[i])
            if self.bug == "B12":
                total += 1e-10
            if self.bug == "B12-uniforme" and total == 0:
                table[i] = [1 / K] * K
                continue
            if total == 0:
                table[i] = [float("nan")] * K
                continue
            for k in range(K):
                table[i][k] = table[i][k] / total
            if self.bug == "B17":
                best = max(range(K), key=lambda k: table[i][k])
                table[i] = [1.0 if k == best else 0.0 for k in range(K)]
        return table

    def m_step(self, x, R):
        n, K = len(x), len(R[0])
        weights, means, variances = [], [], []
        for k in range(K):
            r = [R[i][k] for i in range(n)]
            if self.bug == "B17":
                r = [float(max(range(K), key=lambda j: R[i][j]) == k) for i in range(n)]
            n_k = sum(r)
            if n_k == 0:
                weights.append(0.0), means.append(math.nan), variances.append(math.nan)
                continue
            mean = sum(a * b for a, b in zip(r, x)) / n_k
            if self.bug == "B18-n":
                mean = sum(a * b for a, b in zip(r, x)) / n
            if self.bug == "B23":
                mean = int(mean)
            if self.bug == "B18-duros":
                mean = sum(x) / n
            spread = sum(a * (b - mean) ** 2 for a, b in zip(r, x))
            if self.bug == "B18-sin-R":
                spread = sum((b - mean) ** 2 for b in x) * n_k / n
            if self.bug == "B28":
                variance = sum(a * b * b for a, b in zip(r, x)) / n_k - mean**2
            elif self.bug == "B28-sin-media":
                variance = sum(a * b * b for a, b in zip(r, x)) / n_k
            elif self.bug == "B18":
                variance = spread / (n_k - 1)
            elif self.bug == "B18-n":
                variance = spread / n
            elif self.bug == "B9-desviación":
                variance = math.sqrt(spread / n_k)
            else:
                variance = spread / n_k
            weights.append(1 / K if self.bug == "B3-fijos" else n_k if self.bug == "B5"
                           else n_k / n)
            means.append(mean)
            variances.append(variance)
        return weights, means, variances

    def log_likelihood(self, x, weights, means, variances):
        total = 0.0
        for value in x:
            terms = [(1 if self.bug == "B3" else w) * self.bell(value, m, v)
                     for w, m, v in zip(weights, means, variances)]
            if self.bug == "B6":
                total += sum(math.log(t) if t else -math.inf for t in terms)
            elif self.bug == "B12":
                total += math.log(sum(terms) + 1e-10)
            else:
                total += math.log(sum(terms)) if sum(terms) else -math.inf
        if self.bug == "B30-promedio":
            return total / len(x)
        if self.bug == "B30-signo":
            return -total
        return total

    def em(self, x, weights, means, variances, tol):
        now = (list(weights), list(means), list(variances))
        history = [tuple(list(part) for part in now)]
        for _ in range(3000):
            before = now
            if self.bug == "B1":
                now = tuple(list(part) for part in now)
                for k in range(len(weights)):
                    R = self.e_step(x, *now)
                    r = [row[k] for row in R]
                    now[0][k] = sum(r) / len(x)
                    now[1][k] = sum(a * b for a, b in zip(r, x)) / sum(r)
                    now[2][k] = sum(a * (b - now[1][k]) ** 2 for a, b in zip(r, x)) / sum(r)
            else:
                R = self.e_step(x, *now)
                now = self.m_step(x, R)
                if self.bug == "B2":
                    variances = []
                    for k in range(len(weights)):
                        r = [row[k] for row in R]
                        old = before[1][k]
                        variances.append(
                            sum(a * (b - old) ** 2 for a, b in zip(r, x)) / sum(r))
                    now = (now[0], now[1], variances)
            history.append(now)
            gain = self.log_likelihood(x, *now) - self.log_likelihood(x, *before)
            if self.bug == "B8-medias":
                gain = max(abs(a - b) for a, b in zip(now[1], before[1]))
            if self.bug == "B8-respons":
                new = self.e_step(x, *now)
                gain = max(abs(a - b) for p, q in zip(new, R) for a, b in zip(p, q))
            if gain < tol:
                break
        if self.bug == "B21":
            history = [now] * len(history)
        return history


class Einsum:
    """NumPy sin bucles, con einsum y ejes explícitos; columnas (n, 1) y K x 1 al devolver."""

    def __init__(self, bug=None):
        self.bug = bug

    def bells(self, x, means, variances):
        x, means, v = np.asarray(x, float), np.asarray(means, float), np.asarray(variances, float)
        difference = np.subtract.outer(x, means)
        if self.bug == "B9":
            v = v * v
        if self.bug == "B9-raíz":
            v = v**0.5
        exponent = -np.einsum("nk,nk,k->nk", difference, difference, 1 / v)
        if self.bug != "B10":
            exponent = exponent / 2
        factor = (2 * np.pi * v) ** -0.5
        if self.bug == "B10-2π":
            factor = v**-0.5
        if self.bug == "B10-altura":
            factor = np.ones_like(v)
        return np.einsum("nk,k->nk", np.exp(exponent), factor)

    def joint(self, x, weights, means, variances):
        subscripts = "nk->nk" if self.bug == "B3" else "nk,k->nk"
        parts = [self.bells(x, means, variances)]
        parts += [] if self.bug == "B3" else [np.asarray(weights, float)]
        return np.einsum(subscripts, *parts)

    def mixture(self, x, weights, means, variances):
        return np.einsum("nk->n", self.joint(x, weights, means, variances))

    def e_step(self, x, weights, means, variances):
        p = self.joint(x, weights, means, variances)
        if self.bug == "sin-normalizar":
            return p
        if self.bug == "B4":
            return np.einsum("nk,k->nk", p, 1 / np.einsum("nk->k", p))
        total = np.einsum("nk->n", p)
        if self.bug == "B12":
            return p / (total + 1e-10).reshape(-1, 1)
        if self.bug == "B12-uniforme":
            p = np.where(total[:, None] > 0, p, 1.0)
            total = p.sum(-1)
        R = np.einsum("nk,n->nk", p, 1 / total)
        if self.bug == "B17":
            R = (R == R.max(axis=-1, keepdims=True)) * 1.0
        return R

    def m_step(self, x, R):
        x, R = np.asarray(x, float), np.asarray(R, float)
        n, K = R.shape
        if self.bug == "B17":
            R = (R == R.max(axis=1, keepdims=True)).astype(float)
        n_k = np.einsum("nk->k", R)
        means = np.einsum("nk,n->k", R, x) / (n if self.bug == "B18-n" else n_k)
        if self.bug == "B23":
            means = means.astype(int)
        if self.bug == "B18-duros":
            means = np.full(K, x.mean())
        difference = x[None, :] - means[:, None]
        variances = np.einsum("nk,kn,kn->k", R, difference, difference) / n_k
        if self.bug == "B18-sin-R":
            variances = np.einsum("kn,kn->k", difference, difference) / n_k
        if self.bug == "B18-n":
            variances = variances * n_k / n
        if self.bug == "B18":
            variances = variances * n_k / (n_k - 1)
        if self.bug == "B9-desviación":
            variances = np.sqrt(variances)
        if self.bug == "B28":
            variances = np.einsum("nk,n,n->k", R, x, x) / n_k - means * means
        if self.bug == "B28-sin-media":
            variances = np.einsum("nk,n,n->k", R, x, x) / n_k
        weights = n_k if self.bug == "B5" else n_k / n
        if self.bug == "B3-fijos":
            weights = np.ones(K) / K
        return weights[:, None], means[:, None], variances[:, None]

    def log_likelihood(self, x, weights, means, variances):
        p = self.joint(x, weights, means, variances)
        if self.bug == "B6":
            return np.einsum("nk->", np.log(p))
        inside = np.einsum("nk->n", p) + (1e-10 if self.bug == "B12" else 0)
        total = np.einsum("n->", np.log(inside))
        return {"B30-promedio": total / len(x), "B30-signo": -total}.get(self.bug, total)

    def em(self, x, weights, means, variances, tol):
        parameters = np.stack([weights, means, variances]).astype(float)
        history, previous = [parameters.copy()], -np.inf
        for _ in range(3000):
            if self.bug != "B8-medias" and self.bug != "B8-respons":
                score = float(self.log_likelihood(x, *parameters))
                if score - previous < tol:
                    break
                previous = score
            old = parameters.copy()
            R = self.e_step(x, *parameters)
            if self.bug == "B1":
                for k in range(len(weights)):
                    R = self.e_step(x, *parameters)
                    parameters[:, k] = np.stack(self.m_step(x, R))[:, k, 0]
            else:
                parameters[...] = np.stack(self.m_step(x, R))[:, :, 0]
            if self.bug == "B2":
                square = (np.asarray(x)[:, None] - old[1]) ** 2
                parameters[2] = np.einsum("nk,nk->k", R, square) / R.sum(0)
            history.append(parameters if self.bug == "B21" else parameters.copy())
            if self.bug == "B8-medias" and np.abs(parameters[1] - old[1]).max() < tol:
                break
            if self.bug == "B8-respons" and \
                    np.abs(self.e_step(x, *parameters) - R).max() < tol:
                break
        if self.bug == "B21":
            history[0] = parameters
        return history


class SciPy:
    """Densidades de SciPy, también en logaritmos; devuelve diccionarios donde hay tres partes."""

    def __init__(self, bug=None):
        self.bug = bug

    def log_bells(self, x, means, variances):
        scale = np.sqrt(np.asarray(variances, float))
        if self.bug == "B9":
            scale = np.asarray(variances, float)
        if self.bug == "B9-raíz":
            scale = np.sqrt(scale)
        columns = [norm.logpdf(x, loc=m, scale=s) for m, s in zip(means, scale)]
        if self.bug == "B10":
            columns = [-((x - m) ** 2) / s**2 - np.log(s * np.sqrt(2 * np.pi))
                       for m, s in zip(means, scale)]
        log_p = np.array(columns).T
        if self.bug == "B10-2π":
            log_p = log_p + np.log(np.sqrt(2 * np.pi))
        if self.bug == "B10-altura":
            log_p = log_p - norm.logpdf(0, scale=scale)
        return log_p

    def log_joint(self, x, weights, means, variances):
        log_p = self.log_bells(np.asarray(x, float), means, variances)
        return log_p if self.bug == "B3" else log_p + np.log(weights)

    def mixture(self, x, weights, means, variances):
        return np.exp(logsumexp(self.log_joint(x, weights, means, variances), axis=1))

    def e_step(self, x, weights, means, variances):
        log_p = self.log_joint(x, weights, means, variances)
        if self.bug == "sin-normalizar":
            return np.exp(log_p)
        if self.bug == "B4":
            return np.exp(log_p - logsumexp(log_p, axis=0))
        if self.bug == "B12":
            p = np.exp(log_p)
            return p / (p.sum(axis=1, keepdims=True) + 1e-10)
        if self.bug == "B12-uniforme":
            p = np.exp(log_p)
            total = p.sum(axis=1)
            p[total == 0] = 1 / len(weights)
            total[total == 0] = 1
            return (p.T / total).T
        R = np.exp(log_p - logsumexp(log_p, axis=1, keepdims=True))
        if self.bug == "B17":
            hard = np.zeros_like(R)
            hard[np.arange(len(R)), R.argmax(axis=1)] = 1
            return hard
        return R

    def m_step(self, x, R):
        x, R = np.asarray(x), np.asarray(R)
        K = R.shape[1]
        if self.bug == "B17":
            labels = R.argmax(axis=1)
            R = np.array([labels == k for k in range(K)]).T.astype(float)
        means = np.array([np.average(x, weights=R[:, k]) if R[:, k].any() else np.nan
                          for k in range(K)])
        if self.bug == "B18-n":
            means = np.array([(R[:, k] * x).mean() for k in range(K)])
        if self.bug == "B23":
            integers = np.zeros(K, dtype=int)
            for k in range(K):
                integers[k] = means[k]
            means = integers
        if self.bug == "B18-duros":
            means = np.array([x.mean()] * K)
        variances = np.array([np.average((x - m) ** 2, weights=r) if r.any() else np.nan
                              for m, r in zip(means, R.T)])
        if self.bug == "B18-sin-R":
            variances = np.array([np.mean((x - m) ** 2) for m in means])
        if self.bug == "B18-n":
            variances = np.array([(r * (x - m) ** 2).mean() for m, r in zip(means, R.T)])
        if self.bug == "B18":
            variances = np.array([(r * (x - m) ** 2).sum() / (r.sum() - 1)
                                  for m, r in zip(means, R.T)])
        if self.bug == "B9-desviación":
            variances = variances**0.5
        if self.bug == "B28":
            variances = np.array([np.average(x**2, weights=r) for r in R.T]) - means**2
        if self.bug == "B28-sin-media":
            variances = np.array([np.average(x**2, weights=r) for r in R.T])
        weights = R.mean(axis=0)
        if self.bug == "B5":
            weights = R.sum(axis=0)
        if self.bug == "B3-fijos":
            weights = np.repeat(1 / K, K)
        return {"weights": weights, "means": means, "variances": variances}

    def log_likelihood(self, x, weights, means, variances):
        log_p = self.log_joint(x, weights, means, variances)
        if self.bug == "B6":
            return log_p.sum()
        if self.bug == "B12":
            return np.log(np.exp(log_p).sum(axis=1) + 1e-10).sum()
        each = logsumexp(log_p, axis=1)
        if self.bug == "B30-promedio":
            return each.mean()
        return -each.sum() if self.bug == "B30-signo" else each.sum()

    def em(self, x, weights, means, variances, tol):
        current = {"weights": np.array(weights), "means": np.array(means),
                   "variances": np.array(variances)}
        history = [current]
        while len(history) < 3000:
            R = self.e_step(x, *current.values())
            new = self.m_step(x, R)
            if self.bug == "B1":
                new = {name: value.copy() for name, value in current.items()}
                for k in range(len(weights)):
                    step = self.m_step(x, self.e_step(x, *new.values()))
                    for name in new:
                        new[name][k] = step[name][k]
            if self.bug == "B2":
                new["variances"] = np.array([
                    np.average((x - m) ** 2, weights=r)
                    for m, r in zip(current["means"], R.T)])
            if self.bug == "B21":
                for name in new:
                    current[name][:] = new[name]
                history.append(current)
                if len(history) > 20:
                    break
                continue
            history.append(new)
            gain = self.log_likelihood(x, *new.values()) - \
                self.log_likelihood(x, *current.values())
            if self.bug == "B8-medias":
                gain = np.linalg.norm(new["means"] - current["means"], np.inf)
            if self.bug == "B8-respons":
                gain = np.max(np.abs(self.e_step(x, *new.values()) - R))
            if gain < tol:
                return history
            current = new
        return history


STYLES = (Loops, Einsum, SciPy)
# Ejercicio -> método y errores que se cometen en él. La clave empieza por su número de lista.
EM_MISTAKES = {
    "01-densidad": ("mixture", ["B3", "B9", "B9-raíz", "B10", "B10-2π", "B10-altura"]),
    "03-paso-e": ("e_step", ["B3", "B4", "B9", "B9-raíz", "B10", "B10-altura", "B12",
                             "B12-uniforme", "B17", "sin-normalizar"]),
    "03-paso-m": ("m_step", ["B3-fijos", "B5", "B9-desviación", "B17", "B18", "B18-n", "B18-duros",
                             "B18-sin-R", "B23", "B28", "B28-sin-media"]),
    "03-log-verosimilitud": ("log_likelihood", [
        "B3", "B6", "B9", "B9-raíz", "B10", "B10-2π", "B10-altura", "B12", "B30-promedio",
        "B30-signo"]),
    "03-em": ("em", ["B1", "B2", "B3", "B3-fijos", "B4", "B5", "B8-medias", "B8-respons", "B10",
                     "B17", "B18", "B18-sin-R", "B21"]),
}


# --- (n,) contra (n, 1): cada quien tropieza a su manera ------------------------------------

def column_m_step_loop(x, R):
    X = np.reshape(x, (-1, 1))
    means, variances = [], []
    for k in range(R.shape[1]):
        m = (R[:, k] * X).sum() / R[:, k].sum()
        means.append(m)
        variances.append((R[:, k] * (X - m) ** 2).sum() / R[:, k].sum())
    return R.mean(axis=0), np.array(means), np.array(variances)


def column_m_step_einsum(x, R):
    X = np.asarray(x)[:, None]
    total = R.sum(axis=0)
    means = np.einsum("nk,mz->k", R, X) / total
    return R.mean(axis=0), means, np.einsum("nk,mk->k", R, (X - means) ** 2) / total


def column_m_step_scipy(x, R):
    X = np.asarray(x).reshape(len(x), 1)
    result = {"weights": R.mean(axis=0), "means": [], "variances": []}
    for r in R.T:
        table = r * X
        m = table.sum() / r.sum()
        result["means"].append(m)
        result["variances"].append(np.sum(r * (X - m) * (X - m)) / r.sum())
    return result


def column_log_likelihood_loop(x, weights, means, variances):
    X, p = x.reshape(-1, 1), np.zeros(len(x))
    for w, m, v in zip(weights, means, variances):
        p = p + w * np.exp(-0.5 * (X - m) ** 2 / v) / np.sqrt(2 * np.pi * v)
    return np.log(p).sum()


def column_log_likelihood_einsum(x, weights, means, variances):
    z = (x[:, None] - means) ** 2 / variances
    p = np.einsum("nk,k->n", np.exp(-z / 2), weights / np.sqrt(2 * np.pi * variances))
    return np.sum(np.zeros_like(x) + np.log(p)[:, None])


def column_log_likelihood_scipy(x, weights, means, variances):
    log_p = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    each = logsumexp(log_p, axis=1, keepdims=True)
    return (each + np.zeros(len(x))).sum()


# --- Orden, K fijo y enteros -----------------------------------------------------------------

def sort_alone_loop(weights, means, variances):
    return sorted(weights), sorted(means), sorted(variances)


def sort_alone_array(weights, means, variances):
    table = np.stack([weights, means, variances])
    table.sort(axis=1)
    return table


def sort_alone_argsort(weights, means, variances):
    return {"weights": weights[np.argsort(weights)], "means": means[means.argsort()],
            "variances": np.take(variances, np.argsort(variances))}


def two_groups_loop(x, weights, means, variances):
    R = []
    for value in x:
        a, b = (weights[k] * norm.pdf(value, means[k], variances[k] ** 0.5) for k in range(2))
        R.append([a / (a + b), b / (a + b)])
    return R


def two_groups_einsum(x, weights, means, variances):
    p = Einsum().joint(x, weights, means, variances)
    first = p[:, 0] / (p[:, 0] + p[:, 1])
    return np.stack([first, 1 - first], axis=1)


def two_groups_logit(x, weights, means, variances):
    (a, b), (s, t) = means[:2], np.sqrt(variances[:2])
    odds = np.log(weights[0] / weights[1]) + norm.logpdf(x, a, s) - norm.logpdf(x, b, t)
    return np.column_stack([1 / (1 + np.exp(-odds)), 1 / (1 + np.exp(odds))])


def like_the_data_loop(x, R):
    K = R.shape[1]
    means, variances = np.zeros_like(x, shape=K), np.zeros(K)
    for k in range(K):
        means[k] = (R[:, k] * x).sum() / R[:, k].sum()
        variances[k] = (R[:, k] * (x - means[k]) ** 2).sum() / R[:, k].sum()
    return R.mean(axis=0), means, variances


def like_the_data_einsum(x, R):
    means = (np.einsum("nk,n->k", R, x) / R.sum(0)).astype(x.dtype)
    square = np.subtract.outer(x, means) ** 2
    return R.mean(0), means, np.einsum("nk,nk->k", R, square) / R.sum(0)


def like_the_data_average(x, R):
    result = {name: np.empty_like(x[:1], shape=R.shape[1]) for name in ("means", "variances")}
    for k, r in enumerate(R.T):
        result["means"][k] = np.average(x, weights=r)
        result["variances"][k] = np.average((x - result["means"][k]) ** 2, weights=r)
    return {"weights": R.mean(axis=0), **result}


# --- BIC -----------------------------------------------------------------------------------

def loops_bic(bug=None):
    def bic(log_densities, n_components, n_features):
        total, n = 0.0, 0
        for value in log_densities:
            total, n = total + value, n + 1
        p = 0
        for _ in range(n_components):
            p += 1 + n_features
            p += n_features**2 if bug == "B30-d²" else n_features * (n_features + 1) // 2
        if bug != "B30-pesos":
            p -= 1
        if bug == "B30-promedio":
            total /= n
        if bug == "B30-signo":
            return 2 * total + p * math.log(n)
        if bug == "B30-aic":
            return -2 * total + 2 * p
        return p * math.log(n) - total - total
    return bic


def array_bic(bug=None):
    def bic(log_densities, n_components, n_features):
        K, d, n = n_components, n_features, np.size(log_densities)
        shape = np.ones((d, d)) if bug == "B30-d²" else np.tril(np.ones((d, d)))
        p = K * (d + shape.sum()) + K - (0 if bug == "B30-pesos" else 1)
        reduce = np.mean if bug == "B30-promedio" else np.sum
        sign = 1 if bug == "B30-signo" else -1
        return np.array([sign * 2 * reduce(log_densities)
                         + p * (2 if bug == "B30-aic" else np.log(n))])
    return bic


def dict_bic(bug=None):
    def bic(log_densities, n_components, n_features):
        n = len(log_densities)
        counts = {"pesos": n_components if bug == "B30-pesos" else n_components - 1,
                  "medias": n_components * n_features,
                  "covarianzas": n_components * math.comb(n_features + 1, 2)}
        if bug == "B30-d²":
            counts["covarianzas"] = n_components * n_features * n_features
        score = np.average(log_densities)
        if bug != "B30-promedio":
            score *= n
        penalty = sum(counts.values()) * (2.0 if bug == "B30-aic" else math.log(n))
        return np.float64(penalty + 2 * score if bug == "B30-signo" else penalty - 2 * score)
    return bic


BIC_STYLES = (loops_bic, array_bic, dict_bic)
BIC_MISTAKES = ["B30-signo", "B30-promedio", "B30-pesos", "B30-d²", "B30-aic"]


# --- Elipse ----------------------------------------------------------------------------------

def eigh_ellipse(bug=None):
    def ellipse(covariance, n_std):
        values, vectors = np.linalg.eigh(covariance)
        lengths = values if bug == "B29-raíz" else np.sqrt(values)
        width, height = n_std * lengths * (1 if bug == "B29-semieje" else 2)
        x, y = vectors[:, 0]
        angle = np.arctan2(x, y) if bug == "B29-girada" else np.arctan2(y, x)
        return width, height, angle if bug == "B29-radianes" else np.degrees(angle)
    return ellipse


def trigonometry_ellipse(bug=None):
    def ellipse(covariance, n_std):
        (a, b), (_, c) = covariance
        half, root = (a + c) / 2, math.hypot((a - c) / 2, b)
        major, minor = half + root, half - root
        if bug != "B29-raíz":
            major, minor = math.sqrt(major), math.sqrt(minor)
        angle = math.atan2(2 * b, a - c) / 2
        if bug == "B29-girada":
            angle = math.pi / 2 - angle
        if bug != "B29-radianes":
            angle = angle * 180 / math.pi
        times = n_std if bug == "B29-semieje" else 2 * n_std
        return [times * major, times * minor, angle]
    return ellipse


def svd_ellipse(bug=None):
    def ellipse(covariance, n_std):
        U, s, _ = np.linalg.svd(np.array(covariance))
        axes = {"B29-raíz": 2 * s, "B29-semieje": s**0.5}.get(bug, 2 * s**0.5) * n_std
        direction = U[::-1, 0] if bug == "B29-girada" else U[:, 0]
        angle = np.angle(complex(*direction), deg=bug != "B29-radianes")
        return {"width": axes[0], "height": axes[1], "angle": angle}
    return ellipse


ELLIPSE_STYLES = (eigh_ellipse, trigonometry_ellipse, svd_ellipse)
ELLIPSE_MISTAKES = ["B29-raíz", "B29-semieje", "B29-girada", "B29-radianes"]


def all_mistakes():
    """Cuaternas (ejercicio, clave del error, estilo, función)."""
    found = [(exercise, bug, style.__name__, getattr(style(bug), method))
             for exercise, (method, bugs) in EM_MISTAKES.items() for bug in bugs
             for style in STYLES]
    found += [("10-bic", bug, style.__name__, style(bug))
              for bug in BIC_MISTAKES for style in BIC_STYLES]
    found += [("08-elipse", bug, style.__name__, style(bug))
              for bug in ELLIPSE_MISTAKES for style in ELLIPSE_STYLES]
    found += [(exercise, "B24", style, globals()[f"column_{name}_{style}"])
              for exercise, name in (("03-paso-m", "m_step"),
                                     ("03-log-verosimilitud", "log_likelihood"))
              for style in ("loop", "einsum", "scipy")]
    found += [("02-ordenar", "B19", f.__name__, f)
              for f in (sort_alone_loop, sort_alone_array, sort_alone_argsort)]
    found += [("03-paso-e", "B26", f.__name__, f)
              for f in (two_groups_loop, two_groups_einsum, two_groups_logit)]
    found += [("03-paso-m", "B23-enteros", f.__name__, f)
              for f in (like_the_data_loop, like_the_data_einsum, like_the_data_average)]
    return found


# --- Soluciones correctas en otros estilos ---------------------------------------------------

def mvn_mixture(x, weights, means, variances):
    return sum(w * multivariate_normal(m, v).pdf(x)
               for w, m, v in zip(weights, means, variances))


def softmax_e_step(x, weights, means, variances):
    a = np.log(weights) - 0.5 * np.log(variances) - (x[:, None] - means) ** 2 / variances / 2
    a = np.exp(a - a.max(axis=1, keepdims=True))
    return a / a.sum(axis=1, keepdims=True)


def column_e_step(x, weights, means, variances):
    joint = np.zeros((len(x), len(weights)))
    for k in range(len(weights)):
        joint[:, [k]] = weights[k] * norm.pdf(x.reshape(-1, 1), means[k], variances[k] ** 0.5)
    return joint / np.sum(joint, axis=1)[:, np.newaxis]


def matrix_m_step(x, R):
    n_k = R.T @ np.ones(len(x))
    X = np.column_stack([x, x**0])
    means = (R.T @ X)[:, 0] / n_k
    centered = x - means.reshape(-1, 1)
    return [n_k / n_k.sum(), means, np.sum(R.T * centered**2, axis=1) / n_k]


def cov_m_step(x, R):
    return (R.mean(0), np.average(np.tile(x, (R.shape[1], 1)).T, axis=0, weights=R),
            np.array([float(np.cov(x, aweights=r, ddof=0)) for r in R.T]))


def fsum_log_likelihood(x, weights, means, variances):
    p = mvn_mixture(x, weights, means, variances)
    return math.fsum(np.log(np.atleast_1d(p)))


def simple_em(x, weights, means, variances, tol):
    history, previous = [(weights, means, variances)], None
    while True:
        score = Einsum().log_likelihood(x, *history[-1])
        if previous is not None and score - previous < tol:
            return history
        previous = score
        history.append(cov_m_step(x, softmax_e_step(x, *history[-1])))


def sort_with_zip(weights, means, variances):
    rows = sorted(zip(means, weights, variances))
    return [row[1] for row in rows], [row[0] for row in rows], [row[2] for row in rows]


CORRECT = [
    *(("01-densidad", style().mixture) for style in STYLES), ("01-densidad", mvn_mixture),
    *(("03-paso-e", style().e_step) for style in STYLES),
    ("03-paso-e", softmax_e_step), ("03-paso-e", column_e_step),
    *(("03-paso-m", style().m_step) for style in STYLES),
    ("03-paso-m", matrix_m_step), ("03-paso-m", cov_m_step),
    *(("03-log-verosimilitud", style().log_likelihood) for style in STYLES),
    ("03-log-verosimilitud", fsum_log_likelihood),
    *(("03-em", style().em) for style in STYLES), ("03-em", simple_em),
    *(("10-bic", style()) for style in BIC_STYLES),
    *(("08-elipse", style()) for style in ELLIPSE_STYLES),
    ("02-ordenar", sort_with_zip),
]
