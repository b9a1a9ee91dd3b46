"use strict";
const outcome = document.getElementById("outcome");
const button = document.getElementById("confirm");

function say(tag, text, className) {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className) element.className = className;
  outcome.append(element);
  return element;
}

button.addEventListener("click", async () => {
  button.disabled = true;
  outcome.replaceChildren();
  const token = new URLSearchParams(location.search).get("token") || "";
  try {
    const answer = await fetch("/v1/partners/verify?token=" + encodeURIComponent(token), { referrerPolicy: "no-referrer" });
    const body = await answer.json();
    if (!answer.ok) {
      say("p", body.message, "alert");
      return;
    }
    say("p", "Your address is confirmed. This is your API key; keep it safe, it is not shown again:");
    say("p", body.apiKey, "key");
    const copy = say("button", "Copy the key");
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(body.apiKey);
      copy.textContent = "Copied";
    });
    say("p", "Your first account: " + body.accountId + ". Next: list your accounts with GET /v1/accounts.");
  } catch (error) {
    say("p", "The studio did not answer. Try again.", "alert");
    button.disabled = false;
  }
});
