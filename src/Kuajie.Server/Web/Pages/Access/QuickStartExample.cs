using Kuajie.Platform.Access;

namespace Kuajie.Server.Web.Pages.Access;

/// <summary>A first request, as code in three languages and as something the page can run.</summary>
/// <param name="Key">Its name among the texts.</param>
/// <param name="Roles">Who may run it.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The address from the service's root.</param>
/// <param name="Body">The JSON body, or null.</param>
/// <param name="CSharp">The call of the typed client.</param>
internal sealed record QuickStartExample(string Key, Role Roles, HttpMethod Method, string Path, string? Body, string CSharp)
{
    /// <summary>The languages, in order.</summary>
    public static readonly IReadOnlyList<string> Languages = ["curl", "C#", "JavaScript"];

    /// <summary>The examples for a domain.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="item">One of its items, or null where it has none.</param>
    /// <param name="user">A user to ask for, or null for a visitor of whom only one item is known.</param>
    /// <param name="target">The domain whose items are asked for, or null for the domain's own.</param>
    /// <param name="eventId">The id of the event that is sent.</param>
    public static IReadOnlyList<QuickStartExample> Of(string domain, string? item, string? user, string? target, string eventId)
    {
        var at = $"v1/domains/{Uri.EscapeDataString(domain)}";
        var thing = item ?? "item-1";
        var who = user is null ? "\"interactions\":[{\"item\":" + Quoted(thing) + "}]" : "\"user\":" + Quoted(user);
        var wanted = target is null ? "" : ",\"targets\":[{\"domain\":" + Quoted(target) + "}]";
        var asked = "{" + who + wanted + ",\"count\":5,\"explain\":true}";
        var request =
            (user is null ? $"Interactions: [new({Quoted(thing)})]" : $"User: {Quoted(user)}")
            + (target is null ? "" : $", Targets: [new({Quoted(target)})]")
            + ", Count: 5, Explain: true";
        return
        [
            new(
                "Recommend",
                Role.Owner | Role.Growth | Role.Data,
                HttpMethod.Post,
                $"{at}/recommendations",
                asked,
                $"var list = await kuajie.Recommendations.RecommendAsync({Quoted(domain)}, new RecommendationRequest({request}));"
            ),
            new(
                "SendEvent",
                Role.Owner | Role.Data,
                HttpMethod.Post,
                $"{at}/events",
                $$"""{"event":{{Quoted(eventId)}},"session":"quick-start","item":{{Quoted(thing)}},"kind":"view"}""",
                $"await kuajie.Events.SendAsync({Quoted(domain)}, new EventRequest({Quoted(eventId)}, {Quoted(thing)}, \"view\", Session: \"quick-start\"));"
            ),
            new(
                "FindItems",
                Role.Everybody,
                HttpMethod.Get,
                $"{at}/items?limit=3",
                null,
                $"var page = await kuajie.Items.FindAsync({Quoted(domain)}, new ItemQuery(Limit: 3));"
            ),
        ];
    }

    /// <summary>The code in a language.</summary>
    /// <param name="language">One of <see cref="Languages"/>.</param>
    /// <param name="address">Where the service is, with a slash at the end.</param>
    public string In(string language, string address) =>
        language switch
        {
            "curl" => Curl(address),
            "C#" =>
                $"using var kuajie = new KuajieClient(new Uri({Quoted(address)}), Environment.GetEnvironmentVariable(\"KUAJIE_KEY\")!);\n{CSharp}",
            _ => JavaScript(address),
        };

    private string Curl(string address) =>
        Body is null
            ? $"curl \"{address}{Path}\" \\\n  -H \"Authorization: Bearer $KUAJIE_KEY\""
            : $"curl \"{address}{Path}\" \\\n  -H \"Authorization: Bearer $KUAJIE_KEY\" \\\n  -H \"Content-Type: application/json\" \\\n  -d '{Body}'";

    private string JavaScript(string address) =>
        Body is null
            ? $"const answer = await fetch({Quoted(address + Path)}, {{\n  headers: {{ Authorization: `Bearer ${{process.env.KUAJIE_KEY}}` }},\n}});\nconsole.log(await answer.json());"
            : $"const answer = await fetch({Quoted(address + Path)}, {{\n  method: \"{Method}\",\n  headers: {{ Authorization: `Bearer ${{process.env.KUAJIE_KEY}}`, \"Content-Type\": \"application/json\" }},\n  body: JSON.stringify({Body}),\n}});\nconsole.log(await answer.json());";

    /// <summary>A text as JSON, JavaScript and C# all read it.</summary>
    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text, Readable);

    private static readonly System.Text.Json.JsonSerializerOptions Readable = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    };
}
