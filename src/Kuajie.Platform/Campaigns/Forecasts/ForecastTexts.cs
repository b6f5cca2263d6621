using Kuajie.Marketing.Delivery;
using Kuajie.Marketing.Texts;
using Kuajie.Platform.Campaigns.Life;

namespace Kuajie.Platform.Campaigns.Forecasts;

/// <summary>What forecasts say in words, in the current language.</summary>
public static class ForecastTexts
{
    /// <summary>What keeps a campaign from being shown more.</summary>
    public static string Of(DeliveryLimit limit) => $"{MarketingText.Of($"DeliveryLimit{limit}")}";

    /// <summary>What has to be known to read a forecast.</summary>
    public static IEnumerable<string> NotesOf(CampaignForecast forecast)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        if (forecast.Source == TrafficSource.Lists)
        {
            yield return CampaignLifeTexts.Source.Format("ForecastFromLists");
        }
        foreach (var note in forecast.Forecast.Notes)
        {
            yield return $"{note}";
        }
        if (forecast.Competitors.Count > 0)
        {
            yield return CampaignLifeTexts.Source.Format("ForecastCompetitors", string.Join(", ", forecast.Competitors));
        }
    }
}
