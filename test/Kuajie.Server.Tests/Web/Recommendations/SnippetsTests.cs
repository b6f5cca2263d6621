using Kuajie.Client.Recommendations;
using Kuajie.Server.Web.Pages.Recommendations;

namespace Kuajie.Server.Tests.Web.Recommendations;

public sealed class SnippetsTests
{
    private static readonly Uri Service = new("http://localhost:5380/");

    private static readonly RecommendationRequest Request = new(
        User: "it's \"u\"",
        Targets: [new TargetRequest("sports", 0.25)],
        Boosts: [new BoostRequest(new FilterRequest(TagsAny: ["围棋"]), 2)],
        Explain: true
    );

    [Fact]
    public void Curl_CanBePastedIntoAShell()
    {
        var text = Snippets.Curl(Service, "knowledge", Request);

        Assert.StartsWith("curl -X POST 'http://localhost:5380/v1/domains/knowledge/recommendations'", text, StringComparison.Ordinal);
        // One quote opens the body and one closes it: none within.
        Assert.Equal(6, text.Count(letter => letter == '\''));
        Assert.Contains("围棋", text, StringComparison.Ordinal);
        Assert.DoesNotContain("preview", text, StringComparison.Ordinal);
    }

    [Fact]
    public void CSharp_IsTheContractByItsNames() =>
        Assert.Contains(
            """
            var list = await kuajie.Recommendations.RecommendAsync(
                "knowledge",
                new RecommendationRequest(
                    User: "it's \"u\"",
                    Targets: [new TargetRequest(Domain: "sports", Share: 0.25)],
                    Boosts: [new BoostRequest(Filter: new FilterRequest(TagsAny: ["围棋"]), Factor: 2)],
                    Explain: true
                )
            );
            """,
            Snippets.CSharp(Service, "knowledge", Request),
            StringComparison.Ordinal
        );

    [Fact]
    public void JavaScript_SendsTheSameJson()
    {
        var text = Snippets.JavaScript(Service, "knowledge", Request);

        Assert.Contains("\"share\": 0.25", text, StringComparison.Ordinal);
        Assert.Contains("await fetch(\"http://localhost:5380/v1/domains/knowledge/recommendations\"", text, StringComparison.Ordinal);
    }
}
