using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Kuajie.Client.Recommendations;

namespace Kuajie.Server.Web.Pages.Recommendations;

/// <summary>A request as code that sends it.</summary>
internal static class Snippets
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>For a shell.</summary>
    public static string Curl(Uri service, string domain, RecommendationRequest request) =>
        $"""
            curl -X POST '{Address(service, domain)}' \
              -H "Authorization: Bearer $KUAJIE_KEY" -H 'Content-Type: application/json' \
              -d '{Json(request).Replace("'", "'\\''", StringComparison.Ordinal)}'
            """;

    /// <summary>For JavaScript on a server or in Node.</summary>
    public static string JavaScript(Uri service, string domain, RecommendationRequest request) =>
        $$"""
            const answer = await fetch("{{Address(service, domain)}}", {
              method: "POST",
              headers: { "Authorization": `Bearer ${process.env.KUAJIE_KEY}`, "Content-Type": "application/json" },
              body: JSON.stringify({{Json(request)}}),
            });
            const list = await answer.json();
            for (const item of list.items) console.log(item.title, item.reasons?.[0]?.text);
            """;

    /// <summary>For .NET with the typed client.</summary>
    public static string CSharp(Uri service, string domain, RecommendationRequest request) =>
        $$"""
            using Kuajie.Client;
            using Kuajie.Client.Recommendations;

            using var kuajie = new KuajieClient(new Uri("{{service}}"), Environment.GetEnvironmentVariable("KUAJIE_KEY")!);
            var list = await kuajie.Recommendations.RecommendAsync(
                {{Text(domain)}},
                {{Literal(request, "    ")}}
            );
            foreach (var item in list.Items)
            {
                Console.WriteLine($"{item.Title}: {item.Reasons?.FirstOrDefault()?.Text}");
            }
            """;

    private static string Address(Uri service, string domain) =>
        new Uri(service, $"v1/domains/{Uri.EscapeDataString(domain)}/recommendations").AbsoluteUri;

    private static string Json(RecommendationRequest request) => JsonNode.Parse(LabState.Write(request))!.ToJsonString(Readable);

    /// <summary>A contract as the expression that makes it: its parameters that are not null, by name.</summary>
    private static string Literal(object value, string indent) =>
        value switch
        {
            string text => Text(text),
            bool flag => flag ? "true" : "false",
            DateTimeOffset at => $"DateTimeOffset.Parse({Text(at.ToString("O", CultureInfo.InvariantCulture))})",
            IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(each => Literal(each, indent)))}]",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            RecommendationRequest =>
                $"new RecommendationRequest(\n{string.Join(",\n", Arguments(value, indent).Select(each => $"{indent}    {each}"))}\n{indent})",
            _ => $"new {value.GetType().Name}({string.Join(", ", Arguments(value, indent))})",
        };

    private static IEnumerable<string> Arguments(object contract, string indent) =>
        contract
            .GetType()
            .GetConstructors()[0]
            .GetParameters()
            .Select(parameter => (parameter.Name, Value: contract.GetType().GetProperty(parameter.Name!)!.GetValue(contract)))
            .Where(each => each.Value is not null)
            .Select(each => $"{each.Name}: {Literal(each.Value!, indent)}");

    private static string Text(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
