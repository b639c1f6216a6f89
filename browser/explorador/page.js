// La página: muestra el explorador de las lecciones y le pasa sus pedidos a Python, que está en
// otro hilo. Aquí no hay ningún paso de EM.
import explorer from "./explorer.js";

const news = document.getElementById("news");
const link = document.getElementById("link");
const worker = new Worker("worker.js");
const values = {}, listeners = new Map();
let shown = false;

// Lo que el explorador usa de un modelo de anywidget.
const model = {
  get: name => values[name],
  on: (event, listener) => listeners.set(event, listener),
  off: event => listeners.delete(event),
  send: request => worker.postMessage(request),
};

const view = bytes => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function receive({ points, scene, ...others }) {
  if (scene.R) scene.R = view(scene.R);
  Object.assign(values, others, { scene, points: view(points) });
}

worker.onmessage = ({ data }) => {
  if (data.problem) {
    news.textContent = data.problem;
    return;
  }
  receive(data);
  history.replaceState(null, "", `#${data.address}`);
  if (shown) {
    listeners.get("change:scene")();
    return;
  }
  shown = true;
  news.textContent = data.notice;
  explorer.render({ model, el: document.getElementById("explorer") });
  link.parentElement.hidden = false;
};
worker.onerror = () => {
  news.textContent = "No se pudo cargar Python. Mira si hay conexión y recarga la página.";
};

link.onclick = async () => {
  try {
    await navigator.clipboard.writeText(location.href);
    news.textContent = "Dirección copiada: quien la abra verá lo mismo.";
  } catch { // sin permiso, o sin https
    news.textContent = "Copia la dirección de la barra del navegador: contiene esta situación.";
  }
};
// Una dirección pegada en la misma pestaña también se abre.
addEventListener("hashchange", () => location.reload());

worker.postMessage({ address: location.hash.slice(1) });
