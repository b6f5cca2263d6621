using Kuajie.Algorithms.CrossDomain.TwinItems;
using Kuajie.Algorithms.Datasets;
using Kuajie.Conformance.InMemory;
using Kuajie.Platform.Tests.Training;
using Kuajie.Platform.Training;
using Kuajie.Platform.Twins;

namespace Kuajie.Platform.Tests.Twins;

public class TwinReportTests
{
    [Fact]
    public void Of_OneTwin_CountsItsRowsAndNamesBothItems()
    {
        var catalog = new InMemoryCatalogStore();
        catalog.Add(new Platform.Catalog.Item("knowledge", "k0", "book", "三体", null, [], null, null, null, null, null, "{}"));
        catalog.Add(new Platform.Catalog.Item("sports", "s0", "product", "三体（精装）", null, [], null, null, null, null, null, "{}"));

        var report = TwinReport.Of(Dataset(), new TwinSettings(), catalog, default);

        Assert.Equal((4, 1, 1), (report.LinkedUsers, report.SourceItems, report.TargetItems));
        Assert.Equal((3, 5, 3, 4), (report.SourceRows, report.SourceRowsInAll, report.TargetRows, report.TargetRowsInAll));
        var pair = Assert.Single(report.Pairs);
        Assert.Equal(("k0", "三体", "s0", "三体（精装）"), (pair.SourceItem, pair.SourceTitle, pair.TargetItem, pair.TargetTitle));
        Assert.Equal((3, 1.0, true, false), (pair.SharedUsers, pair.UserCosine, pair.ByUsers, pair.ByContent));
    }

    [Fact]
    public void WithoutTwins_LeavesTheSourceTwinsRowsOut()
    {
        var without = DatasetBuilding.WithoutTwins(Dataset(), default);

        Assert.Equal([2, 4], without.Domains.Select(domain => domain.Interactions.EntryCount));
        Assert.Equal(["k0", "k1"], without.Domains[0].Items.Ids);
    }

    [Fact]
    public void Train_TwinsExcluded_IsRecordedWithTheModel()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var workspace = TwoTasteWorkspace.Create(clock);
        var request = new TrainingRequest
        {
            SourceDomains = ["knowledge"],
            TargetDomain = "sports",
            Model = "popularity",
            OptionsJson = "{}",
            Threads = 1,
            Twins = TwinUse.Exclude,
        };
        var version = new TrainingWorkflow(workspace, clock).Train(request, new SilentListener(), default).Version;

        var provenance = ModelProvenance.FromJson(workspace.ModelFiles.Read(version.VersionId).ProvenanceJson);

        Assert.Equal(TwinUse.Exclude, provenance.Data.Twins);
    }

    /// <summary>k0 and s0 have the same three users; k1 and s1 share one, u4.</summary>
    private static InteractionDataset Dataset()
    {
        var builder = new InteractionDatasetBuilder();
        builder.AddDomain("knowledge");
        builder.AddDomain("sports");
        foreach (var user in new[] { "u1", "u2", "u3" })
        {
            builder.Add(0, user, "k0");
            builder.Add(1, user, "s0");
        }
        builder.Add(0, "u4", "k1");
        builder.Add(0, "u1", "k1");
        builder.Add(1, "u4", "s1");
        builder.LinkSameIds(0, 1);
        return builder.Build();
    }
}
