"""El EM de la lección 3, en piezas que se pueden cambiar: cada error conocido cambia una."""

import numpy as np

__all__ = ["Recipe"]

logsumexp = np.logaddexp.reduce  # el de SciPy tarda 40 veces más con arreglos tan pequeños


class Recipe:
    """EM de una variable. Sin argumentos es el correcto; `pieces` cambia las piezas nombradas."""

    variance = staticmethod(lambda v: v)
    half = 0.5
    constant = staticmethod(lambda v: 0.5 * np.log(2 * np.pi * v))
    ponder = staticmethod(lambda log_p, weights: log_p + np.log(weights))
    normalize = staticmethod(lambda log_p: np.exp(log_p - logsumexp(log_p, axis=1, keepdims=True)))
    mix = staticmethod(lambda log_p: np.exp(logsumexp(log_p, axis=1)))
    total = staticmethod(lambda log_p: logsumexp(log_p, axis=1).sum())
    share = in_spread = staticmethod(lambda R: R)
    weigh = staticmethod(lambda n_k, n: n_k / n)
    average = staticmethod(lambda x, R, n_k: R.T @ x / n_k)
    center = staticmethod(lambda x, new, old: new)
    distance = staticmethod(np.square)
    spread = staticmethod(lambda squares, n_k, R: squares / n_k)
    entropy = staticmethod(lambda q: -q * np.log(q))
    update = staticmethod(lambda old, new: new)
    settle = finish = staticmethod(lambda weights: weights)
    interleaved = False

    def __init__(self, **pieces):
        vars(self).update(pieces)

    def log_densities(self, x, means, variances):
        """Logaritmo de las K densidades en cada punto, forma (n, K)."""
        v = self.variance(variances)
        return -self.half * (x[:, None] - means) ** 2 / v - self.constant(v)

    def log_joint(self, x, weights, means, variances):
        """Con los pesos, todavía en logaritmos, forma (n, K)."""
        return self.ponder(self.log_densities(x, means, variances), weights)

    def densities(self, x, means, variances):
        """Las K densidades en cada punto, forma (n, K)."""
        return np.exp(self.log_densities(x, means, variances))

    def mixture(self, *case):
        """Densidad de la mezcla, forma (n,)."""
        return self.mix(self.log_joint(*case))

    def e_step(self, *case):
        """Responsabilidades, forma (n, K)."""
        return self.normalize(self.log_joint(*case))

    def log_likelihood(self, *case):
        """La suma de los logaritmos de la densidad."""
        return self.total(self.log_joint(*case))

    def m_step(self, x, R, old_means=None):
        """Pesos, medias y varianzas, cada uno de forma (K,)."""
        R = self.share(R)
        n_k = R.sum(axis=0)
        means = self.average(x, R, n_k)
        center = self.center(x, means, means if old_means is None else old_means)
        squares = (self.in_spread(R) * self.distance(x[:, None] - center)).sum(axis=0)
        return self.weigh(n_k, len(x)), means, self.spread(squares, n_k, R)

    def robust_m_step(self, x, R, means, variances):
        """Un paso M en que una componente vacía conserva su media y su varianza."""
        empty, old = R.sum(axis=0) == 0, (np.zeros(len(means)), means, variances)
        return tuple(np.where(empty, *pair) for pair in zip(old, self.m_step(x, R, means)))

    def bound(self, x, q, *parameters):
        """La cota inferior de la log-verosimilitud con un reparto q."""
        return (q * self.log_joint(x, *parameters) + self.entropy(q)).sum()

    def step(self, x, *parameters):
        """Una iteración completa."""
        if not self.interleaved:
            new = self.m_step(x, self.e_step(x, *parameters), parameters[1])
            return self.update(parameters, new)
        now = np.array(parameters)
        for k in range(now.shape[1]):
            now[:, k] = np.array(self.m_step(x, self.e_step(x, *now), now[1]))[:, k]
            now[0] = self.settle(now[0])
        now[0] = self.finish(now[0])
        return tuple(now)

    def em(self, x, weights, means, variances, tol, limit=500):
        """Los parámetros de cada iteración, desde el inicio, hasta ganar menos que `tol`."""
        history = [(weights, means, variances)]
        while len(history) <= limit:
            history.append(self.step(x, *history[-1]))
            before, after = (self.log_likelihood(x, *p) for p in history[-2:])
            if not after - before >= tol:
                break
        return history
