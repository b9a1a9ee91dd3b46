// What a newsroom's program does with the API, over the client that openapi-generator makes of /v1/openapi.json.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"slices"

	"example.com/newsroom/jarai"
)

func main() {
	api := jarai.NewAPIClient(jarai.NewConfiguration())
	keys := map[string]jarai.APIKey{"ApiKey": {Key: os.Getenv("JARAI_KEY")}}
	ctx := context.WithValue(context.Background(), jarai.ContextAPIKeys, keys)

	accounts, _, err := api.AccountsAPI.ListAccounts(ctx).Execute()
	check(err)
	account := accounts.Accounts[0]
	fmt.Printf("account %s is %s\n", account.Name, account.Status)

	wish, said := wishOf(ctx, api, account)
	fmt.Println(said)
	asked := api.ProductionsAPI.CreateProduction(ctx, account.AccountId).
		CreateProduction(*wish).
		IdempotencyKey(os.Getenv("STORY"))
	made, _, err := asked.Execute()
	check(err)
	again, answer, err := asked.Execute()
	check(err)
	fmt.Printf("asked twice, made once: %t, replayed: %s\n",
		again.ProductionId == made.ProductionId, answer.Header.Get("Idempotency-Replayed"))

	status, _, err := api.ProductionsAPI.GetProduction(ctx, made.ProductionId).Execute()
	check(err)
	fmt.Printf("%s is %s, step %s, %d steps\n",
		status.GetReference(), status.Status, status.GetCurrentStep(), len(status.Steps))

	wrong := *wish
	wrong.LanguageId = account.AccountId
	_, answer, err = api.ProductionsAPI.CreateProduction(ctx, account.AccountId).CreateProduction(wrong).Execute()
	refusal := refusalOf(err)
	fmt.Printf("%d %s at %s\n", answer.StatusCode, refusal.Error, refusal.Details[0].Field)

	_, _, err = api.ProductionsAPI.CheckStoryboard(ctx, made.ProductionId).StoryboardEdit(storyboard()).Execute()
	fmt.Printf("the storyboard: %s\n", refusalOf(err).Error)

	cancelled, _, err := api.ProductionsAPI.CancelProduction(ctx, made.ProductionId).Execute()
	check(err)
	fmt.Printf("now it is %s\n", cancelled.Status)
	events, _, err := api.ProductionsAPI.ListEvents(ctx).EventType(jarai.EVENTTYPE_PRODUCTION_QUEUED).Limit(1).Execute()
	check(err)
	for _, event := range events.Events {
		fmt.Printf("event %s\n", told(event))
	}
	tryWebhook(ctx, api)
}

// wishOf picks what the production needs from the reference data, and says what it picked.
func wishOf(ctx context.Context, api *jarai.APIClient, account jarai.Account) (*jarai.CreateProduction, string) {
	languages, _, err := api.ReferenceDataAPI.ListLanguages(ctx).Execute()
	check(err)
	countries, _, err := api.ReferenceDataAPI.ListCountries(ctx).Execute()
	check(err)
	english := slices.IndexFunc(languages.Languages, func(each jarai.Language) bool {
		return each.Code == "en-US" && each.Voiced
	})
	us := slices.IndexFunc(countries.Countries, func(each jarai.Country) bool { return each.Code == "US" })
	if english < 0 || us < 0 {
		log.Fatal("English is not spoken here")
	}
	language, country := languages.Languages[english], countries.Countries[us]
	speaker := slices.IndexFunc(account.Avatars, func(each jarai.Avatar) bool {
		return slices.Contains(each.LanguageIds, language.LanguageId)
	})
	if speaker < 0 {
		log.Fatal("no avatar speaks it")
	}
	avatar := account.Avatars[speaker]
	wish := jarai.NewCreateProduction("Quarterly earnings highlights for Q1 2026", language.LanguageId, country.CountryId, avatar.AvatarId)
	wish.SetProjectTypeSlug("social-video-30s")
	wish.SetMetadataMD("Revenue: $4.21bn, up 18%")
	wish.SetReference("story-2026-114")
	return wish, fmt.Sprintf("%s speaks %s to %s", avatar.Name, language.Name, country.Name)
}

func storyboard() jarai.StoryboardEdit {
	number := jarai.NewBigNumberElement("number", "Revenue", "$4.21bn", "in Q1 2026")
	narration := []jarai.RevisedSentence{*jarai.NewRevisedSentence("Revenue rose to $4.21bn.")}
	scene := jarai.NewRevisedScene("s1", narration, jarai.BigNumberElementAsElement(number))
	return *jarai.NewStoryboardEdit("Earnings", []jarai.RevisedScene{*scene})
}

func tryWebhook(ctx context.Context, api *jarai.APIClient) {
	wish := jarai.NewCreateWebhook("https://hooks.example.com/jarai", []jarai.EventType{jarai.EVENTTYPE_PRODUCTION_PUBLISHED})
	webhook, _, err := api.WebhooksAPI.CreateWebhook(ctx).CreateWebhook(*wish).Execute()
	check(err)
	fmt.Printf("webhook is %s, secret of %d characters\n", webhook.Status, len(webhook.GetSigningSecret()))
	_, _, err = api.WebhooksAPI.SendTestEvent(ctx, webhook.WebhookId).Execute()
	check(err)
	sent, _, err := api.WebhooksAPI.ListDeliveries(ctx, webhook.WebhookId).Execute()
	check(err)
	fmt.Printf("delivery %s: %s\n", sent.Deliveries[0].Status, told(sent.Deliveries[0].Body))
	answer, err := api.WebhooksAPI.DeleteWebhook(ctx, webhook.WebhookId).Execute()
	check(err)
	fmt.Printf("webhook deleted: %d\n", answer.StatusCode)
}

func told(event jarai.Event) string {
	switch each := event.GetActualInstance().(type) {
	case *jarai.ProductionQueuedEvent:
		return fmt.Sprintf("%s %d, begins or fails by a time in %d", each.EventType, each.SequenceNumber, each.Data.ExpiresAt.UTC().Year())
	case *jarai.ProductionFailedEvent:
		return fmt.Sprintf("%s: %s", each.EventType, each.Data.ErrorCode)
	case *jarai.WebhookTestEvent:
		return each.EventType
	default:
		return "another event"
	}
}

// refusalOf gives the API's own words for a refused request.
func refusalOf(err error) jarai.ApiError {
	var answered *jarai.GenericOpenAPIError
	if !errors.As(err, &answered) {
		log.Fatalf("not refused: %v", err)
	}
	refusal, known := answered.Model().(jarai.ApiError)
	if !known {
		log.Fatalf("not a refusal of the API: %s", answered.Body())
	}
	return refusal
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
