using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Content;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.Models;

public class ContentConformanceTests : PersonalModelSuite
{
    protected override ModelKind Kind => new ContentKind();

    protected override string? OptionsJson => "{\"weightExponent\":1,\"audienceShare\":0.4}";

    protected override (string Json, string[] Faults) FaultyOptions =>
        (
            "{\"weightExponent\":3,\"audienceShare\":7,\"vectorShare\":-1,\"popularityBoost\":2,\"popularityPrior\":-0.1,\"words\":3}",
            ["weightExponent", "audienceShare", "vectorShare", "popularityBoost", "popularityPrior", "words"]
        );

    protected override float UserIndependentPart(IModel model, UserHistory history, int item) => Scores(model, UserHistory.Empty(2))[item];

    [Fact]
    public void Train_WithoutContent_NamesTheDomainAndTheCure()
    {
        var dataset = ModelWorlds.WithoutContent(ModelWorlds.Checkerboard());
        var missing = Assert.Throws<MissingContentException>(() => Train(dataset, 1));
        Assert.Equal("sports", missing.Domain);
        Assert.Contains("titles, tags, descriptions or vectors", missing.Message, StringComparison.Ordinal);
        Assert.Empty(Kind.SearchSpace(dataset, 1));
        Assert.True(Kind.NeedsContent);
    }
}
