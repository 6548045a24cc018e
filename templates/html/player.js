"use strict";
// Shows one frame at a time; what is drawn comes with the page.
const {pace, told, panels} = JSON.parse(document.getElementById("frames").textContent);
const moving = [...document.querySelectorAll(".panel svg g.moving")];
const words = [...document.querySelectorAll(".told span")];
const captions = [...document.querySelectorAll(".panel figcaption span")];
const curves = document.querySelector(".curves");
const slider = document.querySelector("input");
const button = document.querySelector("button");
let playing = 0;

function show() {
  const moment = Number(slider.value), {measures, panels: says, at} = told[moment];
  panels.forEach(({groups, frames}, k) => {
    moving[k].innerHTML = frames[moment].map(number => groups[number]).join("");
  });
  measures.forEach((text, k) => words[k].textContent = text);
  says.forEach((text, k) => captions[k].textContent = text);
  slider.setAttribute("aria-valuetext", [...measures, ...says.filter(Boolean)].join(", "));
  curves.style.setProperty("--at", `${at}%`);
}

function pause() {
  clearInterval(playing);
  playing = 0;
  button.textContent = "▶";
  button.setAttribute("aria-label", "Play");
}

function step() {
  slider.value = Number(slider.value) + 1;
  show();
  if (slider.value === slider.max) pause();
}

function play() {
  if (slider.value === slider.max) slider.value = 0;
  show();
  playing = setInterval(step, pace);
  button.textContent = "❚❚";
  button.setAttribute("aria-label", "Pause");
}

// The slider has its own keys; these are for whoever has clicked elsewhere.
const KEYS = {
  ArrowLeft: () => slider.value = Number(slider.value) - 1,
  ArrowRight: () => slider.value = Number(slider.value) + 1,
  Home: () => slider.value = 0,
  End: () => slider.value = slider.max,
};

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === " " && event.target !== button) {
    event.preventDefault();
    playing ? pause() : play();
  } else if (event.key in KEYS && event.target !== slider) {
    event.preventDefault();
    pause();
    KEYS[event.key]();
    show();
  }
});
button.addEventListener("click", () => playing ? pause() : play());
slider.addEventListener("input", () => { pause(); show(); });
document.querySelector("form").addEventListener("submit", event => event.preventDefault());
// Nothing moves by itself: it begins at the first frame, and waits.
slider.value = 0;
show();
