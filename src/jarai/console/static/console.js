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
