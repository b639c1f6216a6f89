// El hilo de Python: carga Pyodide y `gmm_lab`, y contesta cada pedido.
const ready = (async () => {
  const settings = await (await fetch("settings.json")).json();
  const base = new URL(settings.pyodide, location.href).href;
  importScripts(`${base}pyodide.js`);
  const python = await loadPyodide({ indexURL: base, packages: settings.packages });
  const wheels = settings.wheels.map(name => new URL(name, location.href).href);
  await python.loadPackage(wheels, { messageCallback: () => {} });
  python.runPython("import gmm_lab_browser; gmm_lab_browser.prepare()");
  python.runPython(await (await fetch("page.py")).text());
  return python.globals.get("Page");
})();

let page = null;

onmessage = async ({ data }) => {
  try {
    const Page = await ready;
    if (page === null) page = Page(data.address, screen => postMessage(screen));
    else page.receive(JSON.stringify(data));
  } catch (error) {
    console.error(error);
    postMessage({ problem: "Python no pudo empezar. Recarga la página; si sigue, avisa." });
  }
};
