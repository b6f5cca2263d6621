using Kuajie.Algorithms.Datasets;
using Kuajie.Algorithms.Text;
using Kuajie.Conformance.InMemory;
using Kuajie.Marketing.Audience;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Training;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Audience;

public sealed class TaggedContentTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly InMemoryWorkspace workspace = new(new FakeTimeProvider(At));
    private readonly Partnership partnership;

    public TaggedContentTests()
    {
        workspace.OwnPartners.EnsureDomain("courses");
        workspace.OwnPartners.EnsureDomain("sports");
        partnership = workspace.OwnPartners.PutPartnership("sports", "courses", PartnershipShares.All);
        workspace.OwnCatalog.Put([
            // What only one item says is no term.
            ItemOf("courses", "c1", "nutrition"),
            ItemOf("courses", "c2", "history"),
            ItemOf("courses", "c3", "nutrition"),
            ItemOf("courses", "c4", "history"),
            ItemOf("sports", "s1", "marathon"),
            ItemOf("sports", "s2", "chess"),
            ItemOf("sports", "s3", "marathon"),
            ItemOf("sports", "s4", "chess"),
        ]);
        foreach (
            var (domain, items) in (ReadOnlySpan<(string, string[])>)
                [("courses", ["c1", "c2", "c3", "c4"]), ("sports", ["s1", "s2", "s3", "s4"])]
        )
        {
            foreach (var item in items)
            {
                workspace.OwnInteractions.Add(domain, "u", item, InteractionKind.Click, At, null);
            }
        }
    }

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void Build_ADecision_GivesSourceItemsTheOtherTagInBothDirections()
    {
        Decide(new("nutrition", "marathon", TagEditKind.Pin, 0.5, "li", At));

        Assert.Equal(0.5, Weight("courses", "sports", "c1", "marathon") / Weight("courses", "sports", "c1", "nutrition"), 1e-6);
        Assert.Equal(0.5, Weight("sports", "courses", "s1", "nutrition") / Weight("sports", "courses", "s1", "marathon"), 1e-6);
        Assert.Equal(0, Weight("courses", "sports", "c2", "marathon"));
        var row = Build("courses", "sports").Domains[0].Content!.Terms;
        Assert.Equal(1, Enumerable.Range(0, row.RowLength(0)).Sum(place => Math.Pow(row.RowValues(0)[place], 2)), 1e-6);
    }

    [Fact]
    public void Build_NoDecisionForbiddenOrEnded_ChangesNothing()
    {
        var plain = Build("courses", "sports");
        Assert.Equal(0, Weight("courses", "sports", "c1", "marathon"));
        Decide(new("nutrition", "marathon", TagEditKind.Forbid, null, "li", At));
        Assert.Equal(
            plain.Domains[0].Content!.Terms.Values.ToArray(),
            Build("courses", "sports").Domains[0].Content!.Terms.Values.ToArray()
        );
        workspace.TagMappings.TryPut(
            new TagMappingEdits(partnership.PartnershipId, 2, At, [new("nutrition", "marathon", TagEditKind.Add, 1, "li", At)])
        );
        Assert.True(Weight("courses", "sports", "c1", "marathon") > 0);

        workspace.OwnPartners.EndPartnership(partnership.PartnershipId);

        Assert.Equal(0, Weight("courses", "sports", "c1", "marathon"));
    }

    private void Decide(TagMappingEdit edit) =>
        Assert.True(workspace.TagMappings.TryPut(new TagMappingEdits(partnership.PartnershipId, 1, At, [edit])));

    private double Weight(string source, string target, string item, string tag)
    {
        var domain = Build(source, target).Domains[0];
        var (terms, row) = (domain.Content!.Terms, domain.Items.IndexOf(item));
        var place = terms.RowColumns(row).BinarySearch(domain.Content.Vocabulary.IndexOf(ContentTerm.TagKey(tag)));
        return place < 0 ? 0 : terms.RowValues(row)[place];
    }

    private InteractionDataset Build(string source, string target) =>
        DatasetBuilding.Build(
            workspace,
            new TrainingData { Domains = [source, target], KindWeights = KindWeights.Default },
            null,
            TestContext.Current.CancellationToken
        );

    private static Item ItemOf(string domain, string id, string tag) =>
        new(domain, id, "course", null, null, [tag], null, null, null, null, null, "{}");
}
