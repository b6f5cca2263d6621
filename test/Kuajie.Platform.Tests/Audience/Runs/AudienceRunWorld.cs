using Kuajie.Conformance.InMemory;
using Kuajie.Marketing.Audience;
using Kuajie.Marketing.Audience.Clustering;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Audience.Runs;
using Kuajie.Platform.Catalog;
using Kuajie.Platform.Interactions;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Audience.Runs;

/// <summary>A shop of runners and tea drinkers; of two items that users look at one is taken mostly.</summary>
public abstract class AudienceRunWorld : IDisposable
{
    protected const string Shop = "shop";
    protected static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    protected static readonly AudienceOrder Two = new(
        Shop,
        Clusters: new ClusterOrder(new ProfileClusterer { Most = 2 }, new FactorUse(), null)
    );

    protected static readonly AudienceOrder Taking = new(
        Shop,
        Responses: new ResponseOrder(new ResponseRequest { Domain = Shop, Window = TimeSpan.FromDays(2) }, null)
    );

    protected FakeTimeProvider Clock { get; } = new(Now);

    protected InMemoryWorkspace Workspace { get; }

    protected InMemoryAudienceRunStore Store { get; } = new();

    protected AudienceProfiles Profiles { get; }

    protected AudienceSegments Segments { get; }

    protected ResponseWorkflow Responses { get; }

    protected ResponseShelf Shelf { get; }

    protected AudienceRunWorld()
    {
        Workspace = new InMemoryWorkspace(Clock);
        Workspace.OwnPartners.EnsureDomain(Shop);
        Workspace.OwnPartners.EnsureDomain("gym");
        Workspace.OwnCatalog.Put([ItemOf("run", "跑步"), ItemOf("tea", "茶")]);
        Profiles = new AudienceProfiles(Workspace, new TallyOptions(), Clock);
        Segments = new AudienceSegments(new InMemorySegmentStore(), Profiles, new UserFactors(Workspace), Workspace.Links, Clock);
        Responses = new ResponseWorkflow(
            Workspace.Partners,
            new InMemoryLiveStore(Workspace.OwnInteractions),
            Workspace.Catalog,
            Workspace.Impressions,
            new InMemoryOutcomes([])
        );
        Shelf = new ResponseShelf(new InMemoryResponseModelStore(), Clock);
        for (var user = 0; user < 900; user++)
        {
            var (id, item, at) = ($"u{user:000}", user % 2 == 0 ? "run" : "tea", Now.AddDays(-60).AddHours(user * 1.5));
            Workspace.OwnInteractions.Add(Shop, id, item, InteractionKind.View, at);
            if (user * 7 % 10 < (item == "run" ? 8 : 2))
            {
                Workspace.OwnInteractions.Add(Shop, id, item, InteractionKind.Purchase, at.AddMinutes(5));
            }
        }
    }

    public void Dispose()
    {
        Workspace.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static AudienceAnswer? AnswerOf(AudienceBacklog backlog, AudienceRunRecord run) => backlog.AnswerOf(backlog.Find(run.RunId)!);

    protected AudienceBacklog NewBacklog() => new(Store, Segments, Responses, Shelf, Clock);

    protected static async Task WorkUntilEndedAsync(AudienceBacklog backlog, params AudienceRunRecord[] runs)
    {
        using var stopping = new CancellationTokenSource();
        var working = backlog.WorkAsync(stopping.Token);
        foreach (var run in runs)
        {
            await foreach (var step in backlog.ProgressOf(run.RunId)!.Log.FollowAsync(0, stopping.Token))
            {
                Assert.True(step.Done <= (step.Total ?? long.MaxValue));
            }
        }
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => working);
    }

    protected static Item ItemOf(string id, string tag) => new(Shop, id, "course", id, null, [tag], null, null, null, null, null, "{}");
}
