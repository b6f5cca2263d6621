using Kuajie.Algorithms.CrossDomain.ContentBridge;
using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Models;
using Kuajie.Algorithms.Models.Content;
using Kuajie.Conformance.Models;

namespace Kuajie.Algorithms.Tests.CrossDomain;

public class ContentBridgeConformanceTests : CrossDomainModelSuite
{
    protected override ModelKind Kind => new ContentBridgeKind();

    protected override string? OptionsJson => "{\"targetWeight\":0.5,\"tagMap\":\"tag0 -> tag0 : 0.5\"}";

    protected override (string Json, string[] Faults) FaultyOptions =>
        (
            "{\"weightExponent\":3,\"targetWeight\":-1,\"tagMap\":\"a => b\",\"popularityBoost\":2,\"links\":3}",
            ["weightExponent", "targetWeight", "tagMap", "popularityBoost", "links"]
        );

    protected override float UserIndependentPart(IModel model, UserHistory history, int item) => Scores(model, UserHistory.Empty(2))[item];

    [Theory]
    [InlineData(0, "knowledge")]
    [InlineData(1, "sports")]
    public void Train_OneSideWithoutContent_NamesIt(int silent, string expected)
    {
        var dataset = ModelWorlds.Checkerboard();
        var contents = dataset.Domains.Select(domain => domain.Content).ToArray();
        contents[silent] = null;
        var oneSided = dataset.WithContent(contents);
        Assert.Equal(expected, Assert.Throws<MissingContentException>(() => Train(oneSided, 0)).Domain);
        Assert.Equal(expected, Assert.Throws<MissingContentException>(() => Train(oneSided, 1)).Domain);
        Assert.Empty(Kind.SearchSpace(oneSided, 0));
    }
}
