"use strict";
const ended = ["Published", "Failed", "Cancelled", "AwaitingApproval"];

async function refresh() {
  const rows = [...document.querySelectorAll("[data-production]")];
  if (rows.every((row) => ended.includes(row.dataset.status))) return;
  const answer = await fetch("/console/progress.json");
  if (!answer.ok) return;
  for (const production of (await answer.json()).productions) {
    const row = rows.find((each) => each.dataset.production === production.productionId);
    if (!row) continue;
    if (row.dataset.status !== production.status) {
      location.reload();
      return;
    }
    row.querySelector("progress").value = production.progress;
    row.querySelector(".step").textContent = production.currentStep || "";
  }
  setTimeout(refresh, 2000);
}

setTimeout(refresh, 2000);

// A word of the programme, with a little around it.
const around = 0.25;
let stopAt = Infinity;

function watchEnd(player) {
  if (player.paused) return;
  if (player.currentTime >= stopAt) player.pause();
  else requestAnimationFrame(() => watchEnd(player));
}

for (const button of document.querySelectorAll("button[data-from]")) {
  button.addEventListener("click", async () => {
    const player = document.querySelector("video, audio");
    player.currentTime = Math.max(0, button.dataset.from / 1000 - around);
    stopAt = button.dataset.to / 1000 + around;
    await player.play();
    watchEnd(player);
  });
}
document.querySelector("video, audio")?.addEventListener("pause", () => { stopAt = Infinity; });
