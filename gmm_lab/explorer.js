// La pantalla del explorador de EM: dibuja lo que llega de Python, en las unidades de los datos,
// y le envía pedidos. Aquí no hay ningún paso de EM.
const SVG = "http://www.w3.org/2000/svg";
const WIDEST = 660, NARROWEST = 300; // se adapta a la pantalla: también a la de un teléfono
const HEIGHT = 300, TRACE = 150, LEFT = 76, BOTTOM = 40, TOP = 8, RIGHT = 12;
const DASHES = ["9 5", "9 4 2 4", "2 4", "14 3", "7 3 2 3 2 3", "2 2"];
const TURNS = [0, 45, 90, 135, 20, 70]; // de las rayas de las barras
const SHAPES = ["circle", "cross", "triangle", "square", "diamond", "wedge"];
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };
const INK = "#222222", GREY = "#C4C9CF";
const PAUSE = 450; // milisegundos entre dos iteraciones al reproducir
const PATIENCE = 10000; // milisegundos que se espera una respuesta

const STYLE = `
.gmm { color: ${INK}; background: #fff; font: 14px/1.4 sans-serif; padding: 8px; max-width: 690px;
  overflow-x: auto; }
.gmm * { box-sizing: border-box; }
.gmm-bar { display: flex; flex-wrap: wrap; gap: 8px; align-items: end; margin: 4px 0; }
.gmm label { display: inline-flex; flex-direction: column; font-size: 14px; }
.gmm label.gmm-line { flex-direction: row; gap: 6px; align-items: center; min-height: 30px; }
.gmm select, .gmm button { font: 14px sans-serif; color: ${INK}; background: #fff; height: 30px;
  border: 1px solid #6B7280; border-radius: 4px; padding: 2px 10px; }
.gmm button { cursor: pointer; }
.gmm button:hover { background: #EEF2F6; }
.gmm button[aria-disabled=true] { color: #5B6470; border-style: dashed; }
.gmm :focus-visible { outline: 3px solid #0B5CAD; outline-offset: 2px; }
.gmm-state { border-left: 4px solid #0B5CAD; padding: 6px 10px; margin: 6px 0; min-height: 52px; }
.gmm-numbers { display: flex; flex-wrap: wrap; gap: 4px 28px; }
.gmm-numbers b { display: block; font-variant-numeric: tabular-nums; }
.gmm-plot { position: relative; }
.gmm-plot canvas { position: absolute; left: 0; top: 0; }
.gmm-plot svg { position: relative; display: block; }
.gmm svg text { font: 14px sans-serif; fill: ${INK}; }
.gmm-handle { cursor: grab; touch-action: none; }
.gmm-handle:focus { outline: none; }
.gmm-handle:focus circle { stroke-width: 6; }
.gmm-table { overflow-x: auto; }
.gmm table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 14px; }
.gmm th, .gmm td { padding: 2px 10px; text-align: right; border-bottom: 1px solid #D5D9DE; }`;

function html(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function svg(tag, attributes = {}, text = "") {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.textContent = text;
  return node;
}

const scale = ([a, b], [from, to]) => {
  const f = value => from + (value - a) / (b - a || 1) * (to - from);
  f.inverse = pixel => a + (pixel - from) / (to - from) * (b - a);
  return f;
};

const polyline = (xs, ys) => xs.map((x, i) => `${i ? "L" : "M"}${x.toFixed(1)},${
  Math.max(-2000, Math.min(2000, ys[i])).toFixed(1)}`).join("");

const say = (value, digits = 2) => value.toFixed(digits).replace("-", "−");

// Marcas redondas del eje, unas pocas: 1, 2 o 5 por una potencia de diez.
function ticks([low, high], few = 5) {
  const raw = (high - low) / few, power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].find(m => m * power >= raw) * power;
  const found = [];
  for (let i = Math.ceil(low / step); i * step <= high; i++) found.push(i * step);
  return [found, Math.max(0, -Math.floor(Math.log10(step) + 1e-9))];
}

function axes(group, x, y, xlim, ylim, xlabel, ylabel, width, height, few = 5) {
  const base = height - BOTTOM;
  const frame = `M${LEFT},${TOP}V${base}H${width - RIGHT}`;
  group.append(svg("path", { d: frame, fill: "none", stroke: INK }));
  const [xs, xd] = ticks(xlim, width < 450 ? 3 : 5), [ys, yd] = ticks(ylim, few);
  for (const value of xs) {
    group.append(svg("path", { d: `M${x(value)},${base}v4`, stroke: INK }),
      svg("text", { x: x(value), y: base + 18, "text-anchor": "middle" }, say(value, xd)));
  }
  for (const value of ys) {
    group.append(svg("path", { d: `M${LEFT},${y(value)}h-4`, stroke: INK }),
      svg("text", { x: LEFT - 7, y: y(value) + 5, "text-anchor": "end" }, say(value, yd)));
  }
  const middle = { x: (LEFT + width) / 2, y: height - 5, "text-anchor": "middle" };
  group.append(svg("text", middle, xlabel),
    svg("text", { x: LEFT + 8, y: TOP + 12 }, ylabel));
}

function mark(context, shape, x, y, r) {
  context.beginPath();
  if (shape === "circle") context.arc(x, y, r, 0, 7);
  else if (shape === "square") context.rect(x - r, y - r, 2 * r, 2 * r);
  else if (shape === "cross") {
    context.moveTo(x - r, y - r); context.lineTo(x + r, y + r);
    context.moveTo(x - r, y + r); context.lineTo(x + r, y - r);
    context.lineWidth = 1.8; context.strokeStyle = context.fillStyle; context.stroke();
    return;
  } else {
    const up = shape === "wedge" ? -1 : 1, side = shape === "diamond" ? 0 : up * r;
    context.moveTo(x, y - up * 1.3 * r);
    context.lineTo(x + r, y + side);
    if (shape === "diamond") context.lineTo(x, y + 1.3 * r);
    context.lineTo(x - r, y + side);
  }
  context.fill();
}

function render({ model, el }) {
  const palette = model.get("menus").palette;
  const uid = Math.random().toString(36).slice(2, 8);
  let width = WIDEST;
  let playing = false, timer = null, silence = null, waiting = false, queued = null, drag = null;

  // --- Pedidos a Python: de a uno; al arrastrar, solo cuenta el último lugar -----------------
  const ask = request => {
    if (waiting) { queued = request; return; }
    waiting = true;
    silence = setTimeout(() => {
      stop();
      waiting = false;
      state.textContent = "El núcleo no contesta. Ejecuta otra vez la celda.";
    }, PATIENCE);
    model.send(request);
  };
  const answered = () => {
    clearTimeout(silence);
    waiting = false;
    if (queued) { const next = queued; queued = null; ask(next); }
  };

  // --- Las piezas fijas ----------------------------------------------------------------------
  const root = html("div", { class: "gmm", role: "group", "aria-label": "Explorador de EM",
    "data-lm-suppress-shortcuts": "true" });
  root.addEventListener("keydown", event => event.stopPropagation());
  const titles = { data: "Datos", K: "Componentes", structure: "Covarianzas", start: "Inicio" };
  const selects = {};
  const menu = html("div", { class: "gmm-bar" });
  for (const [name, options] of Object.entries(model.get("menus").options)) {
    selects[name] = html("select", { "aria-label": titles[name] }, ...Object.entries(options).map(
      ([value, text]) => html("option", { value }, text)));
    selects[name].onchange = () => choose();
    menu.append(html("label", {}, titles[name], selects[name]));
  }
  const choose = () => {
    stop();
    ask({ name: "choose", choice: Object.fromEntries(
      Object.entries(selects).map(([name, select]) => [name, select.value])) });
  };

  const canvas = html("canvas", { width, height: HEIGHT, "aria-hidden": "true" });
  const picture = svg("svg", { width, height: HEIGHT, role: "group" });
  const defs = svg("defs"), back = svg("g"), front = svg("g");
  palette.forEach((color, k) => {
    const pattern = svg("pattern", { id: `${uid}h${k}`, width: 7, height: 7,
      patternUnits: "userSpaceOnUse", patternTransform: `rotate(${TURNS[k]})` });
    pattern.append(svg("rect", { width: 7, height: 7, fill: color }));
    if (k) pattern.append(svg("path", { d: "M0,1H7", stroke: "#fff", "stroke-width": 1.6 }));
    defs.append(pattern);
  });
  const clip = svg("clipPath", { id: `${uid}clip` });
  const inside = svg("rect", { x: LEFT, y: 0, width: width - LEFT - RIGHT,
    height: HEIGHT - BOTTOM });
  clip.append(inside);
  defs.append(clip);
  picture.append(defs, back, front);

  const button = (text, name, action) => {
    const node = html("button", { type: "button", "data-name": name }, text);
    node.onclick = action || (() => { stop(); ask({ name }); });
    return node;
  };
  const play = button("Reproducir", "play", () => playing ? stop() : start());
  const stepM = button("Paso M", "M");
  const boundBox = html("input", { type: "checkbox" });
  boundBox.onchange = () => drawTrace(model.get("scene"));
  const steps = html("div", { class: "gmm-bar", role: "group", "aria-label": "Pasos" },
    button("Paso E", "E"), stepM, button("Una iteración", "iterate"), play,
    button("Atrás", "back"), button("Reiniciar", "restart"),
    button("Otro al azar", "again", () => {
      selects.start.value = "random_from_data";
      choose();
    }));
  const compare = html("div", { class: "gmm-bar", role: "group", "aria-label": "Comparar" },
    button("Volver a mi mejor", "mine"), button("Comparar con EM", "compare"),
    button("Ver el mejor de EM", "known"),
    html("label", { class: "gmm-line" }, boundBox, "Cota inferior"));
  const state = html("div", { class: "gmm-state", role: "status", "aria-live": "polite" });
  const numbers = html("div", { class: "gmm-numbers" });
  const trace = svg("svg", { width, height: TRACE, role: "img" });
  const table = html("table");
  root.append(html("style", {}, STYLE), menu,
    html("div", { class: "gmm-plot" }, canvas, picture),
    steps, compare, state, numbers, trace, html("div", { class: "gmm-table" }, table));

  // --- Reproducir ----------------------------------------------------------------------------
  const start = () => {
    playing = true;
    play.textContent = "Pausa";
    state.setAttribute("aria-live", "off");
    ask({ name: "iterate" });
  };
  const stop = () => {
    playing = false;
    clearTimeout(timer);
    play.textContent = "Reproducir";
    state.setAttribute("aria-live", "polite");
  };

  // --- El dibujo -----------------------------------------------------------------------------
  let x, y, groups = [];
  // Dónde va el botón de cada media; si dos coinciden, una encima de la otra.
  function centers(scene) {
    const found = [];
    for (const mean of scene.means) {
      const place = [x(mean[0]), scene.dim === 1 ? HEIGHT - BOTTOM - 13 : y(mean[1])];
      const taken = ([px, py]) => Math.hypot(px - place[0], py - place[1]) < 12;
      while (found.some(taken)) place[1] -= 27;
      found.push(place);
    }
    return found;
  }

  function makeHandles(scene) {
    front.replaceChildren();
    groups = scene.means.map((_, k) => {
      const group = svg("g"), color = palette[k];
      const curve = svg("path", { fill: "none", stroke: color, "stroke-width": 2.5,
        "stroke-dasharray": DASHES[k], "clip-path": `url(#${uid}clip)` });
      const handle = svg("g", { class: "gmm-handle", tabindex: 0, role: "slider",
        "aria-label": `Media de la componente ${k + 1}`,
        "aria-description": "Las flechas la mueven; con la tecla de mayúsculas, más lejos" });
      handle.append(svg("circle", { r: 12, fill: "#fff", stroke: color, "stroke-width": 3 }),
        svg("text", { y: 5, "text-anchor": "middle" }, String(k + 1)));
      handle.addEventListener("pointerdown", event => grab(event, k));
      handle.addEventListener("pointermove", pull);
      handle.addEventListener("pointerup", drop);
      handle.addEventListener("keydown", event => nudge(event, k));
      group.append(curve, handle);
      front.append(group);
      return { group, curve, handle };
    });
  }

  function grab(event, k) {
    stop();
    const scene = model.get("scene");
    drag = { k, from: [event.clientX, event.clientY], mean: scene.means[k] };
    groups[k].handle.setPointerCapture(event.pointerId);
    groups[k].handle.focus();
    event.preventDefault();
  }
  // La campana sigue al puntero sin esperar a Python, que contesta con el nuevo reparto.
  function pull(event) {
    if (!drag) return;
    const dx = event.clientX - drag.from[0], dy = event.clientY - drag.from[1];
    const position = [x.inverse(x(drag.mean[0]) + dx)];
    if (drag.mean.length > 1) position.push(y.inverse(y(drag.mean[1]) + dy));
    drag.position = position;
    shift(position);
    ask({ name: "move", k: drag.k, position });
  }
  function shift(position) {
    const shown = model.get("scene").means[drag.k];
    const dx = x(position[0]) - x(shown[0]);
    const dy = position.length > 1 ? y(position[1]) - y(shown[1]) : 0;
    groups[drag.k].group.setAttribute("transform", `translate(${dx},${dy})`);
  }
  function drop() {
    if (!drag) return;
    const { k, position } = drag;
    drag = null;
    if (position) ask({ name: "move", k, position });
  }
  function nudge(event, k) {
    const way = WAYS[event.key];
    if (!way) return;
    event.preventDefault();
    stop();
    const scene = model.get("scene"), size = event.shiftKey ? 0.1 : 0.01;
    const span = [scene.xlim, scene.ylim].map(([low, high]) => size * (high - low));
    const flat = scene.dim === 1 ? [way[0] || way[1]] : way;
    const position = scene.means[k].map((value, j) => value + flat[j] * span[j]);
    ask({ name: "move", k, position });
  }

  function drawBars(scene) {
    const base = scene.edges.slice(1).map(() => 0);
    const neutral = !scene.shared; // todavía sin repartir
    scene.bars.forEach((heights, k) => {
      const parts = heights.map((height, i) => {
        const low = base[i], left = x(scene.edges[i]) + 0.5, right = x(scene.edges[i + 1]) - 0.5;
        base[i] += height;
        return height ? `M${left.toFixed(1)},${y(low).toFixed(1)}H${right.toFixed(1)}V${
          y(base[i]).toFixed(1)}H${left.toFixed(1)}Z` : "";
      });
      back.append(svg("path", { d: parts.join(""), "clip-path": `url(#${uid}clip)`,
        fill: neutral ? GREY : `url(#${uid}h${k})`, opacity: neutral ? 1 : 0.55 }));
    });
  }

  function drawPoints(scene) {
    const context = canvas.getContext("2d");
    context.clearRect(0, 0, width, HEIGHT);
    context.globalAlpha = 0.6;
    if (scene.dim === 1) return;
    const bytes = model.get("points"), shares = scene.R, K = scene.means.length;
    const end = bytes.byteOffset + bytes.byteLength;
    const xy = new Float32Array(bytes.buffer.slice(bytes.byteOffset, end));
    const colors = palette.map(color => [1, 3, 5].map(i => parseInt(color.slice(i, i + 2), 16)));
    for (let i = 0; i < xy.length / 2; i++) {
      let shape = "circle", fill = "#8A9099";
      if (shares.byteLength) {
        let most = 0;
        const mix = [0, 0, 0];
        for (let k = 0; k < K; k++) {
          const r = shares.getUint8(i * K + k);
          if (r > shares.getUint8(i * K + most)) most = k;
          for (let c = 0; c < 3; c++) mix[c] += r / 255 * colors[k][c];
        }
        shape = SHAPES[most];
        fill = `rgb(${mix.map(Math.round)})`;
      }
      context.fillStyle = fill;
      mark(context, shape, x(xy[2 * i]), y(xy[2 * i + 1]), 2.6);
    }
  }

  function drawTrace(scene) {
    trace.replaceChildren();
    const shown = boundBox.checked;
    const values = scene.trace.map(([, value]) => value);
    const low = Math.min(...values), high = Math.max(...values);
    const room = Math.max(0.12 * (high - low), 0.05);
    const limits = [low - room, high + room], count = Math.max(scene.trace.length - 1, 4);
    const tx = scale([0, count], [LEFT + 22, width - RIGHT - 10]);
    const ty = scale(limits, [TRACE - BOTTOM, TOP + 18]);
    const label = "log-verosimilitud" + (shown ? " (línea) y cota inferior (triángulos)" : "");
    axes(trace, tx, ty, [0, count], limits, "pasos dados", label, width, TRACE, 3);
    trace.append(svg("path", { d: polyline(values.map((_, i) => tx(i)), values.map(ty)),
      fill: "none", stroke: palette[0], "stroke-width": 2 }));
    scene.trace.forEach(([action, value, bound], i) => {
      trace.append(svg("circle", { cx: tx(i), cy: ty(value), r: 3.5, fill: palette[0] }));
      if (shown && bound !== null && bound > limits[0]) {
        const px = tx(i), py = ty(bound);
        trace.append(svg("path", { d: `M${px - 5},${py + 5}h10l-5,-9Z`, fill: "#fff",
          stroke: palette[1], "stroke-width": 2 }));
      }
    });
    trace.setAttribute("aria-label", `Log-verosimilitud en ${values.length} momentos: de ${
      say(values[0])} a ${say(values[values.length - 1])}`);
  }

  function drawTable(scene) {
    const head = scene.head.map(text => html("th", { scope: "col" }, text));
    table.replaceChildren(html("caption", {}, "Parámetros"),
      html("tr", {}, html("th", { scope: "col" }, "componente"), ...head),
      ...scene.rows.map((cells, k) => html("tr", {}, html("th", { scope: "row" }, String(k + 1)),
        ...cells.map(text => html("td", {}, text)))));
  }

  function draw() {
    const scene = model.get("scene");
    if (!scene.means) return;
    x = scale(scene.xlim, [LEFT, width - RIGHT]);
    y = scale(scene.ylim, [HEIGHT - BOTTOM, TOP]);
    back.replaceChildren();
    if (groups.length !== scene.means.length) makeHandles(scene);
    drawPoints(scene);
    if (scene.dim === 1) {
      drawBars(scene);
      back.append(svg("path", { d: polyline(scene.x.map(x), scene.total.map(y)), fill: "none",
        stroke: INK, "stroke-width": 1.4, "clip-path": `url(#${uid}clip)` }));
    }
    axes(back, x, y, scene.xlim, scene.ylim, scene.names[0], scene.names[1] || "densidad", width,
      HEIGHT);
    const places = centers(scene);
    const ring = points => polyline(points.map(p => x(p[0])), points.map(p => y(p[1])));
    groups.forEach(({ group, curve, handle }, k) => {
      group.setAttribute("transform", "");
      curve.setAttribute("d", scene.dim === 1 ? polyline(scene.x.map(x), scene.curves[k].map(y))
        : scene.ellipses[k].map(ring).join(""));
      const [cx, cy] = places[k], mean = scene.means[k];
      handle.setAttribute("transform", `translate(${Math.max(LEFT, Math.min(width - RIGHT, cx))},${
        Math.max(TOP, Math.min(HEIGHT - BOTTOM, cy))})`);
      handle.setAttribute("aria-valuemin", say(scene.xlim[0]).replace("−", "-"));
      handle.setAttribute("aria-valuemax", say(scene.xlim[1]).replace("−", "-"));
      handle.setAttribute("aria-valuenow", mean[0].toFixed(3));
      handle.setAttribute("aria-valuetext",
        mean.map((value, j) => `${scene.names[j]}: ${say(value)}`).join("; "));
    });
    if (drag?.position) shift(drag.position);
    const drawn = scene.dim === 1 ? "Histograma y campanas" : "Puntos y elipses";
    picture.setAttribute("aria-label", `${drawn} de ${scene.means.length} componentes`);
    if (state.textContent !== scene.message) state.textContent = scene.message;
    numbers.replaceChildren(...Object.entries(scene.numbers).map(([name, value]) =>
      html("span", {}, `${name}: `, html("b", {}, value))));
    stepM.setAttribute("aria-disabled", String(scene.action !== "E"));
    drawTrace(scene);
    drawTable(scene);
    root.dataset.action = scene.action;
    root.dataset.count = scene.trace.length;
  }

  const showChoice = () => {
    for (const [name, value] of Object.entries(model.get("choice"))) selects[name].value = value;
  };
  const update = () => {
    draw();
    answered();
    if (!waiting) showChoice(); // si no, se perdería lo elegido mientras tanto
    const scene = model.get("scene");
    if (playing && scene.stopped) stop();
    else if (playing) timer = setTimeout(() => ask({ name: "iterate" }), PAUSE);
  };
  // La figura ocupa el ancho que haya, sin achicar las letras.
  const fit = () => {
    const room = Math.max(NARROWEST, Math.min(WIDEST, root.clientWidth - 16));
    if (room === width || !root.clientWidth) return;
    width = room;
    for (const node of [canvas, picture, trace]) node.setAttribute("width", width);
    inside.setAttribute("width", width - LEFT - RIGHT);
    draw();
  };
  const watcher = new ResizeObserver(fit);
  watcher.observe(root);
  model.on("change:scene", update);
  el.append(root);
  showChoice();
  draw();
  hideTwin(el);
  return () => {
    stop();
    clearTimeout(silence);
    watcher.disconnect();
    model.off("change:scene", update);
  };
}

// Con núcleo, el explorador ocupa el lugar de su gemela quieta, que se guarda en el cuaderno.
function hideTwin(el) {
  setTimeout(() => {
    const mine = el.closest(".jp-OutputArea-child"), before = mine?.previousElementSibling;
    if (before?.querySelector("img")) before.style.display = "none";
  }, 0);
}

export default { render };
