"use strict";
const video = document.getElementById("video");
const described = document.getElementById("described");
const said = document.getElementById("said");

described.addEventListener("click", () => {
  const on = described.getAttribute("aria-pressed") !== "true";
  const time = video.currentTime;
  const playing = !video.paused;
  video.src = on ? video.dataset.described : video.dataset.plain;
  video.addEventListener("loadedmetadata", () => {
    video.currentTime = time;
    if (playing) video.play();
  }, { once: true });
  described.setAttribute("aria-pressed", String(on));
  said.textContent = on ? said.dataset.on : said.dataset.off;
});
