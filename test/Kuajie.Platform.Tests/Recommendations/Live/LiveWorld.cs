using Kuajie.Conformance.InMemory;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Interactions.Live;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Recommendations.Live;
using Kuajie.Platform.Tests.Training;
using Kuajie.Platform.Training;
using Microsoft.Extensions.Time.Testing;

namespace Kuajie.Platform.Tests.Recommendations.Live;

/// <summary>The live read side over the workspace of two tastes, with a model in each direction.</summary>
internal sealed class LiveWorld
{
    private int events;

    public LiveWorld(string model = "joint-als", LiveOptions? options = null, bool train = true)
    {
        Workspace = TwoTasteWorkspace.Create(Clock);
        Store = new InMemoryLiveStore(Workspace.OwnInteractions);
        Options = options ?? new LiveOptions { WarmUsers = 0 };
        Items = new LiveItems(new PresentCatalog(Workspace), Workspace.Partners, Options, Clock);
        Histories = new LiveHistories(Store, Workspace.Links, Items, Options);
        Trends = new LiveTrends(Store, Items, Clock);
        Models = new LiveModels(Workspace.Models, Workspace.ModelFiles, Items, Options, Notices);
        Recommender = new LiveRecommender(
            Workspace,
            Items,
            Histories,
            Models,
            Trends,
            Options,
            Clock,
            Seal,
            new SessionJoins(Workspace.EventLog, Histories),
            new LiveAudiences(Store, Items, Clock)
        );
        if (train)
        {
            Retrained(model);
        }
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 10, 15, 0, TimeSpan.Zero));

    public InMemoryWorkspace Workspace { get; }

    public InMemoryLiveStore Store { get; }

    public LiveOptions Options { get; }

    public static CursorSeal Seal { get; } = new([.. Enumerable.Range(0, 32).Select(each => (byte)each)]);

    public LiveItems Items { get; }

    public LiveHistories Histories { get; }

    public LiveTrends Trends { get; }

    public LiveModels Models { get; }

    public LiveRecommender Recommender { get; }

    public Notices Notices { get; } = new();

    public string Train(string model, string source, string target)
    {
        var isAcross = Kuajie.Algorithms.Models.ModelCatalog.Find(model)!.IsCrossDomain;
        var request = new TrainingRequest
        {
            Model = model,
            TargetDomain = target,
            SourceDomains = isAcross ? [source] : [],
            OptionsJson = "{}",
            Seed = 7,
            Threads = 1,
        };
        Clock.Advance(TimeSpan.FromMinutes(1));
        return new TrainingWorkflow(Workspace, Clock).Train(request, new SilentListener(), CancellationToken.None).Version.VersionId;
    }

    /// <summary>With a model in each direction, trained on what is there now.</summary>
    public LiveWorld Retrained(string model)
    {
        Train(model, "knowledge", "sports");
        Train(model, "sports", "knowledge");
        Models.Refresh();
        return this;
    }

    /// <summary>An event as the intake does it: stored first, then told.</summary>
    public void Tell(string domain, string? user, string item, InteractionKind kind = InteractionKind.Purchase, string? session = null)
    {
        var told = new LiveEvent($"e{++events}", domain, user, session, item, kind, Clock.GetUtcNow());
        if (user is null)
        {
            Store.AddSession(new Interaction(domain, session!, item, kind, told.At, null));
        }
        else
        {
            Workspace.OwnInteractions.Add(domain, user, item, kind, told.At);
        }
        Histories.Committed([told]);
        Trends.Committed([told]);
    }

    public LiveList Recommend(LiveRequest request) => Recommender.Recommend(request, AllAccess.Instance);

    public string[] Ids(LiveRequest request) => [.. Recommend(request).Items.Select(item => item.ItemId)];

    public static LiveRequest For(string user, string domain = "sports", int count = 5) =>
        new()
        {
            UserDomain = domain,
            UserId = user,
            Count = count,
        };

    public static int Number(string item) => int.Parse(item[1..], System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What an operator would be told.</summary>
internal sealed class Notices : IModelNotices
{
    public List<ModelPlaceState> Fallen { get; } = [];

    public List<ModelPlaceState> Serving { get; } = [];

    public void FellBack(ModelPlaceState state) => Fallen.Add(state);

    public void Serves(ModelPlaceState state) => Serving.Add(state);
}

/// <summary>Whatever catalog the workspace has when it is read.</summary>
internal sealed class PresentCatalog(InMemoryWorkspace workspace) : Kuajie.Platform.Catalog.ICatalogStore
{
    public IReadOnlyList<Kuajie.Platform.Catalog.Item> ItemsOf(string domain) => workspace.Catalog.ItemsOf(domain);

    public IReadOnlyDictionary<string, DateTimeOffset> AddedAt(string domain) => workspace.Catalog.AddedAt(domain);

    public IReadOnlyDictionary<string, Kuajie.Platform.Catalog.Item> Find(string domain, IReadOnlyCollection<string> itemIds) =>
        workspace.Catalog.Find(domain, itemIds);

    public IReadOnlyList<Kuajie.Platform.Catalog.Item> Search(string domain, string words, int most) =>
        workspace.Catalog.Search(domain, words, most);

    public void Put(IReadOnlyList<Kuajie.Platform.Catalog.Item> items) => workspace.Catalog.Put(items);

    public long Remove(string domain, IReadOnlyCollection<string> itemIds) => workspace.Catalog.Remove(domain, itemIds);

    public string Stamp(string domain) => workspace.Catalog.Stamp(domain);
}

/// <summary>May everything, or everything but learn from other domains.</summary>
internal sealed class AllAccess(bool isTransferring = true, string party = "") : ILiveAccess
{
    public string Party => party;

    public static AllAccess Instance { get; } = new();

    public bool MayRecommend(string domain) => true;

    public bool MayTransfer(string domain, string targetDomain) => isTransferring || domain == targetDomain;
}
