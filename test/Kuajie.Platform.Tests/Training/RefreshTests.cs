using Kuajie.Platform.Content;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Training;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Training;

public class RefreshTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 10, 15, 0, TimeSpan.Zero));

    [Fact]
    public void Refresh_ServingVersion_RecordsANewVersionWithTheSameOptionsThatServes()
    {
        var workspace = TwoTasteWorkspace.Create(clock);
        var workflow = new TrainingWorkflow(workspace, clock);
        var request = Request("joint-als", """{"rank": 4}""") with { Seed = 7, Normalization = WeightNormalization.Binary };
        var former = workflow.Train(request, new SilentListener(), default).Version;
        TwoTasteWorkspace.AddItem(workspace, "sports", "e99", "A new event");
        workspace.OwnInteractions.Add("sports", "s1", "e99", InteractionKind.Purchase);

        var listener = new SilentListener();
        var refreshed = workflow.Refresh(Request("auto", null), null, listener, default).Version;

        Assert.NotEqual(former.VersionId, refreshed.VersionId);
        Assert.Equal((former.OptionsJson, former.Seed, former.Model), (refreshed.OptionsJson, refreshed.Seed, refreshed.Model));
        Assert.NotEqual(former.DataHash, refreshed.DataHash);
        Assert.Equal(refreshed, workspace.Models.Serving("knowledge", "sports"));
        Assert.Equal("joint-als", listener.Chosen!.Name);
        var document = workspace.ModelFiles.Read(refreshed.VersionId);
        Assert.Equal(WeightNormalization.Binary, ModelProvenance.FromJson(document.ProvenanceJson).Data.Normalization);
        Assert.True(document.Domains[1].Items.IndexOf("e99") >= 0);
    }

    [Fact]
    public void Refresh_NamedVersion_IsCarriedOn()
    {
        var workspace = TwoTasteWorkspace.Create(clock);
        var workflow = new TrainingWorkflow(workspace, clock);
        var first = workflow.Train(Request("joint-als", """{"rank": 4}"""), new SilentListener(), default).Version;
        workflow.Train(Request("joint-als", """{"rank": 5}"""), new SilentListener(), default);
        var refreshed = workflow.Refresh(Request("auto", null), first.VersionId, new SilentListener(), default).Version;
        Assert.Equal(first.OptionsJson, refreshed.OptionsJson);
    }

    [Theory]
    [InlineData(null, "nothing-to-refresh")]
    [InlineData("20260301-101500-sports-joint-als", "unknown-version")]
    public void Refresh_NoModel_SaysWhatToDo(string? versionId, string code) =>
        AssertFault(code, new TrainingWorkflow(TwoTasteWorkspace.Create(clock), clock), Request("auto", null), versionId);

    [Fact]
    public void Refresh_TrainedWithVectors_FindsThemInTheWorkspace()
    {
        var workspace = TwoTasteWorkspace.Create(clock);
        var workflow = new TrainingWorkflow(workspace, clock);
        const string Options =
            """{"parts":[{"model":"content-bridge"},{"model":"joint-als","options":"{\"rank\":4}"}],"weights":[1,0,1,0,1,0,1,0,1,0,1,0]}""";
        var request = Request("joint-blend", Options) with { Vectors = Vectors(6, 6) };

        var trained = workflow.Train(request, new SilentListener(), default);
        var refreshed = workflow.Refresh(Request("auto", null), null, new SilentListener(), default);
        var later = workflow.Train(Request("joint-blend", Options), new SilentListener(), default);

        Assert.All(
            (TrainedVersion[])[trained, refreshed, later],
            version => Assert.All(version.Dataset.Domains, domain => Assert.Equal(6, domain.Content!.VectorLength))
        );
        Assert.Equal(trained.Version.DataHash, refreshed.Version.DataHash);
        Assert.Equal(trained.Version.DataHash, later.Version.DataHash);
    }

    [Fact]
    public void Train_VectorsOfAnotherLengthThanTheStored_StoresNothingAndSaysWhatToDo()
    {
        var workspace = TwoTasteWorkspace.Create(clock);
        var workflow = new TrainingWorkflow(workspace, clock);
        workflow.Train(Request("content-bridge", "{}") with { Vectors = Vectors(6, 6) }, new SilentListener(), default);
        var other = Vectors(4, 4).Where(domain => domain.Key == "sports").ToDictionary();

        var fault = Assert.Throws<KuajieException>(() =>
            workflow.Train(Request("content-bridge", "{}") with { Vectors = other }, new SilentListener(), default)
        );

        Assert.Equal("vector-lengths", fault.Code);
        Assert.Contains("knowledge: 6, sports: 4", fault.Found, StringComparison.Ordinal);
        Assert.Equal(6, workspace.Vectors.VectorsOf("sports")!.Length);
    }

    [Fact]
    public void Train_VectorsNone_TakesTheStoredAway()
    {
        var workspace = TwoTasteWorkspace.Create(clock);
        var workflow = new TrainingWorkflow(workspace, clock);
        workflow.Train(Request("content-bridge", "{}") with { Vectors = Vectors(6, 6) }, new SilentListener(), default);
        var none = Vectors(6, 6).ToDictionary(domain => domain.Key, _ => ItemVectors.None);

        var trained = workflow.Train(Request("content-bridge", "{}") with { Vectors = none }, new SilentListener(), default);

        Assert.Empty(workspace.Vectors.VectorTotals());
        Assert.All(trained.Dataset.Domains, domain => Assert.Equal(0, domain.Content!.VectorLength));
    }

    private static Dictionary<string, ItemVectors> Vectors(int knowledge, int sports) =>
        new(StringComparer.Ordinal) { ["knowledge"] = Vectors('c', knowledge), ["sports"] = Vectors('e', sports) };

    private static ItemVectors Vectors(char prefix, int length) =>
        new(
            length,
            Enumerable
                .Range(0, TwoTasteWorkspace.Items)
                .ToDictionary(
                    item => $"{prefix}{item}",
                    item => Enumerable.Range(0, length).Select(place => place % 2 == item % 2 ? 1f : 0).ToArray(),
                    StringComparer.Ordinal
                )
        );

    [Fact]
    public void Refresh_KindThatCannot_NamesThoseThatCan()
    {
        var workflow = new TrainingWorkflow(TwoTasteWorkspace.Create(clock), clock);
        workflow.Train(Request("popularity", "{}"), new SilentListener(), default);
        var fault = AssertFault("cannot-refresh", workflow, Request("auto", null), null);
        Assert.Contains("implicit-als, joint-als", fault.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Refresh_VersionOfAnotherDirection_SaysSo()
    {
        var workflow = new TrainingWorkflow(TwoTasteWorkspace.Create(clock), clock);
        var version = workflow.Train(Request("joint-als", """{"rank": 4}"""), new SilentListener(), default).Version;
        var reverse = Request("auto", null) with { SourceDomains = ["sports"], TargetDomain = "knowledge" };
        AssertFault("other-direction", workflow, reverse, version.VersionId);
    }

    private static KuajieException AssertFault(string code, TrainingWorkflow workflow, TrainingRequest request, string? versionId)
    {
        var fault = Assert.Throws<KuajieException>(() => workflow.Refresh(request, versionId, new SilentListener(), default));
        Assert.Equal(code, fault.Code);
        return fault;
    }

    private static TrainingRequest Request(string model, string? options) =>
        new()
        {
            TargetDomain = "sports",
            SourceDomains = ["knowledge"],
            Model = model,
            OptionsJson = options,
            Threads = 1,
        };
}
