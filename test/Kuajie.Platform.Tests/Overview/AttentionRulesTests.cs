using Kuajie.Platform.Imports;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Overview;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Training;

namespace Kuajie.Platform.Tests.Overview;

public class AttentionRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly AttentionRules rules = new(Now);

    [Fact]
    public void OfModels_InteractionsAndNothingServes_AsksForAModel() =>
        Assert.Equal([new Attention(AttentionKind.NoModel, "k")], rules.OfModels(Glance(10), []));

    [Fact]
    public void OfModels_EmptyDomain_AsksForNothing() => Assert.Empty(rules.OfModels(Glance(0), []));

    [Theory]
    [InlineData(15, 1, true)]
    [InlineData(14, 1, false)]
    [InlineData(15, 16, false)]
    public void OfModels_OldModel_IsStaleOnceUsersDidSomethingSince(int trainedDaysAgo, int lastDaysAgo, bool isStale) =>
        Assert.Equal(
            isStale ? [new Attention(AttentionKind.StaleModel, "k", null, "v", trainedDaysAgo)] : [],
            rules.OfModels(Glance(10, lastDaysAgo), [Version(trainedDaysAgo)])
        );

    [Theory]
    [InlineData(-0.001, "item-knn", true)]
    [InlineData(0.001, "item-knn", false)]
    [InlineData(-0.001, "popularity", false)]
    public void OfModels_MeasuredNoBetterThanPopularity_IsSaid(double high, string model, bool isSaid)
    {
        var zero = """{"mean":0,"low":0,"high":0}""";
        var figures = $$"""{"ndcg":{{zero}},"hitRate":{{zero}}}""";
        var metrics = FormattableString.Invariant(
            $$$"""{"quality":{"users":9,"model":{{{figures}}},"popularity":{{{figures}}},"difference":{"mean":-0.01,"low":-0.02,"high":{{{high}}}},"segments":[]}}"""
        );

        var found = rules.OfModels(Glance(10), [Version(1) with { Model = model, MetricsJson = metrics }]);

        Assert.Equal(isSaid ? [new Attention(AttentionKind.BelowPopularity, "k", null, "v")] : [], found);
    }

    [Theory]
    [InlineData(100, 6, true)]
    [InlineData(100, 5, false)]
    [InlineData(0, 0, false)]
    public void OfImports_RejectedRows_AreSaidAboveAShare(int read, int rejected, bool isSaid)
    {
        var import = new ImportRecord(
            "i",
            "k",
            "h",
            ImportState.Completed,
            Now,
            Now,
            $$"""{"rowsRead":{{read}},"rowsRejected":{{rejected}}}"""
        );

        Assert.Equal(
            isSaid ? [new Attention(AttentionKind.ManyRejected, "k", null, "i", 0.06)] : [],
            AttentionRules.OfImports("k", import)
        );
    }

    private static DomainGlance Glance(long interactions, int lastDaysAgo = 1) =>
        new(
            new Domain("k", "firm", Now),
            new InteractionTotals("k", interactions, 1, 1, 0, Now.AddDays(-90), Now.AddDays(-lastDaysAgo)),
            null,
            [],
            new Dictionary<string, long>()
        );

    private static ModelVersion Version(int daysAgo) =>
        new("v", "item-knn", ["k"], "k", "{}", 1, "{}", "h", "1", Now.AddDays(-daysAgo), 1, "c", null);
}
