using System.Text.Json;

namespace Kuajie.Marketing.Simulation;

/// <summary>The campaign of the scenario that comes with the program: a marathon, shown to the knowledge platform's users for two weeks.</summary>
internal static class BuiltInCampaign
{
    /// <summary>Three creatives of which the second is the best and the first, which a fixed choice shows, the worst.</summary>
    public static ScenarioCampaign Marathon { get; } =
        new("marathon")
        {
            Definition = Parsed(
                """
                {
                  "partner": "sports",
                  "startsAt": "2026-04-01T00:00:00+08:00",
                  "endsAt": "2026-04-15T00:00:00+08:00",
                  "timeZone": "Asia/Shanghai",
                  "currency": "CNY",
                  "budgetMinorUnits": 800000,
                  "priceModel": "perClick",
                  "priceMinorUnits": 80,
                  "slots": ["home-banner"],
                  "creatives": [
                    {
                      "name": "plain",
                      "english": { "title": "City marathon: sign up", "text": "Registration is open." },
                      "chinese": { "title": "城市马拉松报名", "text": "报名通道已开启。" },
                      "link": "https://example.org/marathon"
                    },
                    {
                      "name": "first-42",
                      "english": { "title": "Your first 42 kilometres", "text": "A plan by the league's coaches comes with the number." },
                      "chinese": { "title": "你的第一个42公里", "text": "报名即得联赛教练制定的训练计划。" },
                      "link": "https://example.org/marathon"
                    },
                    {
                      "name": "coach",
                      "english": { "title": "Train with a coach", "text": "Twelve weeks, three runs a week." },
                      "chinese": { "title": "跟教练一起练", "text": "十二周，每周三次。" },
                      "link": "https://example.org/marathon"
                    }
                  ],
                  "ranking": "thompson",
                  "pacing": "asFast",
                  "mostPerUserADay": 2,
                  "holdoutShare": 0.2
                }
                """
            ),
            Truth =
            [
                new("plain")
                {
                    Click = 0.04,
                    Conversion = 0.2,
                    Search = 0.01,
                },
                new("first-42")
                {
                    Click = 0.09,
                    Conversion = 0.25,
                    Search = 0.03,
                    Mention = 0.01,
                },
                new("coach")
                {
                    Click = 0.06,
                    Conversion = 0.25,
                    Search = 0.02,
                },
            ],
        };

    private static JsonElement Parsed(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
