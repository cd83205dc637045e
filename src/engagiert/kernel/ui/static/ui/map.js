/* Puts a map to move in the place of the picture. Points come as one list of numbers, are gathered by supercluster
   and drawn by Leaflet as markers that the keyboard reaches; nothing is asked of another server, no tile is loaded.
   Positions are set through the DOM (CSSOM), which the strict content policy allows. */
"use strict";
(() => {
  const FINE = 100000, RADIUS = 66, FARTHEST = 5, GATHERED = 14, CLOSEST = 18, NAMES = 60;

  /* [dx, dy, approximate, id, …] → one feature a point on the ground; those known only by town share a point */
  const piles = ({ origin: [west, south], points }) => {
    const found = new Map();
    for (let at = 0; at < points.length; at += 4) {
      const x = west + points[at], y = south + points[at + 1], key = x * 1e8 + y;
      const known = found.get(key);
      if (known) {
        known.properties.ids.push(points[at + 3]);
        known.properties.rough &&= points[at + 2];
        continue;
      }
      found.set(key, {
        type: "Feature",
        geometry: { type: "Point", coordinates: [x / FINE, y / FINE] },
        properties: { ids: [points[at + 3]], rough: points[at + 2] },
      });
    }
    return [...found.values()];
  };

  /* One level at a time, when it is first looked at: all levels at once would cost ten times as much before anything
     is seen. Closer than GATHERED every point stands alone. */
  class Levels {
    constructor(data) {
      this.piles = piles(data);
      this.levels = new Map();
    }

    at(zoom) {
      const level = Math.min(zoom, GATHERED);
      if (!this.levels.has(level)) {
        this.levels.set(level, new Supercluster({
          radius: RADIUS, extent: 256, minZoom: level, maxZoom: level,
          map: ({ ids, rough }) => ({ number: ids.length, rough }),
          reduce: (sum, one) => { sum.number += one.number; sum.rough &&= one.rough; },
        }).load(this.piles));
      }
      return this.levels.get(level);
    }
  }

  class LiveMap {
    constructor(figure, box) {
      this.words = figure.dataset;
      this.names = new Map();
      this.map = L.map(box, {
        zoomControl: false, attributionControl: false, minZoom: FARTHEST, maxZoom: CLOSEST, zoomSnap: 0.25,
        maxBounds: [[45, 2], [57.5, 19]], worldCopyJump: false, zoomAnimation: false, fadeAnimation: false,
        markerZoomAnimation: false, inertia: false, scrollWheelZoom: false,
      });
      L.control.zoom({ zoomInTitle: this.words.wordsIn, zoomOutTitle: this.words.wordsOut }).addTo(this.map);
      /* the wheel scrolls the page until the map is in use */
      this.map.on("focus", () => this.map.scrollWheelZoom.enable()).on("blur", () => this.map.scrollWheelZoom.disable());
      const [west, south, east, north] = this.words.bounds.split(",").map(Number);
      /* room for the two buttons, so that no mark begins under them; anew when the phone turns, until somebody moves */
      const whole = () => {
        this.fitting = true;
        this.map.fitBounds([[south, west], [north, east]], { animate: false, paddingTopLeft: [52, 0] });
        this.fitting = false;
      };
      whole();
      this.map.on("dragstart zoomstart", () => { this.moved ||= !this.fitting; });
      this.map.on("resize", () => { if (!this.moved) whole(); });
      this.markers = L.layerGroup().addTo(this.map);
      this.map.on("moveend", () => this.draw());
      /* Leaflet hears Escape only while the map itself has the focus, not what stands on it */
      box.addEventListener("keydown", ({ key }) => { if (key === "Escape") this.map.closePopup(); });
    }

    ground(outlines) {
      const own = (this.words.own || "").split(",").filter(Boolean);
      L.geoJSON(outlines, {
        interactive: false,
        style: ({ properties: { ags } }) => ({
          className: own.some((key) => ags.startsWith(key.slice(0, 8))) ? "e-map__land e-map__land--own" : "e-map__land",
          fillOpacity: 1, opacity: 1, fillColor: null, color: null,
        }),
      }).addTo(this.map);
      this.map.getPane("overlayPane").setAttribute("aria-hidden", "true");
    }

    points(data) {
      this.levels = new Levels(data);
      this.draw();
    }

    draw() {
      if (!this.levels) return;
      const view = this.map.getBounds().pad(0.05), zoom = Math.floor(this.map.getZoom()), level = this.levels.at(zoom);
      const inside = [view.getWest(), view.getSouth(), view.getEast(), view.getNorth()];
      const held = document.activeElement?.dataset?.spot;
      this.markers.clearLayers();
      const lonely = [], drawn = [];
      for (const spot of this.apart(level.getClusters(inside, zoom), level)) {
        const marker = this.marker(spot);
        marker.addTo(this.markers);
        if (spot.ids?.length === 1) lonely.push([marker, spot.ids[0]]);
        drawn.push([marker, spot.at]);
      }
      if (held) this.hold(held, drawn);
      this.name(lonely);
    }

    /* drawing took the focus away: back to the same spot or, where a bunch came apart, to the nearest of its parts */
    hold(held, drawn) {
      const [lon, lat] = held.split(",").map(Number), at = this.map.latLngToLayerPoint([lat, lon]);
      drawn.sort(([, one], [, two]) => one.distanceTo(at) - two.distanceTo(at));
      drawn[0]?.[0].getElement().focus();
    }

    /* No mark covers another, the fullest first: what would lie under one is gathered into it. */
    apart(features, level) {
      const placed = [];
      const spots = features.map((feature) => this.spot(feature, level)).sort((one, two) => two.number - one.number);
      for (const spot of spots) {
        const near = placed.find((one) => one.at.distanceTo(spot.at) < (one.size + spot.size) / 2);
        if (!near) placed.push(spot);
        else {
          near.number += spot.number;
          near.rough &&= spot.rough;
          near.parts.push(...spot.parts);
          near.ids = null;
        }
      }
      return placed;
    }

    /* ids: only where all stand at one point */
    spot({ properties: { cluster, cluster_id: key, number, rough, ids }, geometry: { coordinates } }, level) {
      const count = cluster ? number : ids.length, [lon, lat] = coordinates;
      return {
        number: count, rough, ids: cluster ? null : ids, place: [lat, lon],
        size: count === 1 ? 26 : Math.min(30 + 5 * Math.log(count), 64),
        at: this.map.latLngToLayerPoint([lat, lon]),
        /* asked for when somebody wants them: a Land has too many to list at each step */
        parts: [() => (cluster ? level.getLeaves(key, Infinity) : [{ properties: { ids }, geometry: { coordinates } }])],
      };
    }

    marker({ number, rough, ids, parts, size, place }) {
      const icon = L.divIcon({
        className: rough ? "e-map__pin e-map__pin--rough" : "e-map__pin",
        html: number === 1 ? "" : number.toLocaleString("de"), iconSize: [size, size],
      });
      const marker = L.marker(place, { icon, keyboard: true, riseOnHover: true });
      const word = number === 1 ? this.words.wordsOne : ids ? this.words.wordsPile : this.words.wordsMany;
      marker.on("add", () => {
        marker.getElement().dataset.spot = `${place[1]},${place[0]}`;
        this.label(marker, word.replace("{n}", number.toLocaleString("de")), rough);
      });
      const closest = () => this.map.getZoom() >= CLOSEST;
      const leaves = () => parts.flatMap((part) => part());
      const all = () => ids ?? leaves().flatMap((leaf) => leaf.properties.ids);
      marker.on("click", () => (ids || closest() ? this.open(marker, all()) : this.closer(leaves())));
      marker.on("keypress", (event) => {
        if (event.originalEvent.key === "Enter" || event.originalEvent.key === " ") {
          event.originalEvent.preventDefault();
          marker.fire("click");
        }
      });
      return marker;
    }

    label(marker, text, rough) {
      marker.getElement()?.setAttribute("aria-label", rough ? `${text} (${this.words.wordsRough})` : text);
    }

    /* to where the points of a bunch part, at least one step closer */
    closer(leaves) {
      const around = L.latLngBounds(leaves.map(({ geometry: { coordinates: [lon, lat] } }) => [lat, lon]));
      const zoom = Math.max(this.map.getBoundsZoom(around.pad(0.1)), Math.floor(this.map.getZoom()) + 1);
      this.map.setView(around.getCenter(), Math.min(zoom, CLOSEST), { animate: false });
    }

    async open(marker, ids) {
      const shown = ids.slice(0, 20), list = document.createElement("ul");
      await this.load(shown);
      for (const id of shown) {
        const [name, url, where] = this.names.get(id) ?? [];
        if (!url) continue;
        const item = document.createElement("li"), link = document.createElement("a");
        link.href = url;
        link.textContent = name;
        item.append(link, document.createElement("br"), where);
        list.append(item);
      }
      if (ids.length > shown.length) {
        const item = document.createElement("li");
        item.textContent = this.words.wordsMore.replace("{n}", (ids.length - shown.length).toLocaleString("de"));
        list.append(item);
      }
      marker.unbindPopup().bindPopup(list, { autoPan: false, maxHeight: 260 }).openPopup();
      const close = marker.getPopup().getElement().querySelector(".leaflet-popup-close-button");
      close?.setAttribute("aria-label", this.words.wordsClose);
      list.querySelector("a")?.focus();
      marker.once("popupclose", () => marker.getElement()?.focus());
    }

    /* names of the lonely ones in view, so that each marker says who it is */
    async name(lonely) {
      if (lonely.length > NAMES) return;
      await this.load(lonely.map(([, id]) => id));
      for (const [marker, id] of lonely) {
        const known = this.names.get(id);
        if (known) this.label(marker, known[0], marker.getElement()?.classList.contains("e-map__pin--rough"));
      }
    }

    async load(ids) {
      const unknown = ids.filter((id) => !this.names.has(id));
      if (!unknown.length || !this.words.names) return;
      const answer = await fetch(`${this.words.names}?id=${unknown.join(",")}`);
      if (!answer.ok) return;
      for (const [id, ...rest] of (await answer.json()).names) this.names.set(id, rest);
    }
  }

  const start = async (figure) => {
    const box = figure.querySelector("[data-map-live]"), still = figure.querySelector("[data-map-still]");
    if (!figure.dataset.points || !box || !still) return;
    const answers = await Promise.all([fetch(figure.dataset.points), fetch(figure.dataset.outlines)]);
    /* the picture stays where anything fails */
    if (!answers.every((answer) => answer.ok)) return;
    const [points, outlines] = await Promise.all(answers.map((answer) => answer.json()));
    box.hidden = false;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", figure.dataset.name);
    still.setAttribute("hidden", "");
    const live = new LiveMap(figure, box);
    live.ground(outlines);
    live.points(points);
    figure.dataset.ready = "1";
  };

  window.engagiertMap = { LiveMap, start };
  document.querySelectorAll("[data-map]").forEach((figure) => start(figure).catch(() => {}));
})();
