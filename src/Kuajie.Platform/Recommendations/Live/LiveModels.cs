using Kuajie.Platform.Faults;
using Kuajie.Platform.Training;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>
/// The versions that serve, loaded. A change swaps one immutable snapshot: requests under way finish on the one they began with, and a version's file is closed once none
/// of them can reach it. A version that cannot be loaded leaves its place to the one that served before it.
/// </summary>
public sealed class LiveModels
{
    private readonly IModelRegistry registry;
    private readonly IModelFileStore files;
    private readonly LiveItems items;
    private readonly LiveOptions options;
    private readonly IModelNotices? notices;
    private readonly Lock refreshing = new();
    private Snapshot current = new([]);
    private long fallbacks;
    private long swaps;

    /// <summary>Nothing is loaded before <see cref="Refresh"/>.</summary>
    public LiveModels(IModelRegistry registry, IModelFileStore files, LiveItems items, LiveOptions options, IModelNotices? notices = null)
    {
        ArgumentNullException.ThrowIfNull(items);
        (this.registry, this.files, this.items, this.options, this.notices) = (registry, files, items, options, notices);
        items.Added = Join(items.Added, TakeIn);
    }

    /// <summary>Hears of a version that was loaded and serves nobody yet.</summary>
    internal Action<LiveModel>? Loaded { get; set; }

    /// <summary>How often a version could not be loaded.</summary>
    public long Fallbacks => Volatile.Read(ref fallbacks);

    /// <summary>How often what serves was exchanged.</summary>
    public long Swaps => Volatile.Read(ref swaps);

    /// <summary>How often blends that serve now were searched, and how many items were scored for it.</summary>
    public (long Searches, long Scored) BlendEffort =>
        All().Select(model => model.BlendEffort).Aggregate((0L, 0L), (sum, each) => (sum.Item1 + each.Searches, sum.Item2 + each.Scored));

    /// <summary>What serves each direction.</summary>
    public IReadOnlyList<ModelPlaceState> States => [.. Volatile.Read(ref current).Places.Select(place => place.State)];

    /// <summary>Whether every promoted version serves.</summary>
    public bool IsSound => States.All(state => state.IsSound);

    /// <summary>Loads what is promoted now and lets it serve. Versions that serve already are kept as they are.</summary>
    public void Refresh()
    {
        lock (refreshing)
        {
            var former = Volatile.Read(ref current);
            var loaded = former
                .Places.Select(place => place.Model)
                .OfType<LiveModel>()
                .DistinctBy(model => model.Served.Version.VersionId)
                .ToDictionary(model => model.Served.Version.VersionId, StringComparer.Ordinal);
            var faults = new Dictionary<string, KuajieException>(StringComparer.Ordinal);
            Place[] places = [.. registry.ServingAll().Select(place => Load(place, loaded, faults))];
            Volatile.Write(ref current, new Snapshot(places));
            Interlocked.Increment(ref swaps);
            Tell(former, places);
        }
    }

    /// <summary>The model for users of one domain and items of another, or null where none serves.</summary>
    /// <param name="userDomain">The users' domain.</param>
    /// <param name="targetDomain">The items' domain.</param>
    /// <param name="access">What may be learnt from: a model across domains serves only where the transfer is allowed.</param>
    internal LiveModel? Find(string userDomain, string targetDomain, ILiveAccess access)
    {
        LiveModel? best = null;
        var bestRank = int.MaxValue;
        foreach (var place in Volatile.Read(ref current).Places)
        {
            if (place.Model is null || !string.Equals(place.State.TargetDomain, targetDomain, StringComparison.Ordinal))
            {
                continue;
            }
            // As on the command line: from the user's own domain first, then from any other, then in-domain. Places are in order of their source.
            var rank =
                place.State.SourceDomain is not { } source ? 2
                : string.Equals(source, userDomain, StringComparison.Ordinal) ? 0
                : 1;
            if (rank < bestRank && IsAllowed(place.Model, access))
            {
                (best, bestRank) = (place.Model, rank);
            }
        }
        return best;
    }

    /// <summary>A loaded version by its id, or null.</summary>
    internal LiveModel? Find(string versionId) =>
        Array
            .Find(
                Volatile.Read(ref current).Places,
                place => string.Equals(place.Model?.Served.Version.VersionId, versionId, StringComparison.Ordinal)
            )
            ?.Model;

    /// <summary>Every loaded version that recommends a domain's items.</summary>
    internal IEnumerable<LiveModel> Recommending(string domain) =>
        All().Where(model => string.Equals(model.Target.Domain, domain, StringComparison.Ordinal));

    /// <summary>Whether a model of the domain scores an item beside the ones it knows.</summary>
    internal bool AreNewItems(string domain, int number)
    {
        foreach (var place in Volatile.Read(ref current).Places)
        {
            if (
                place.Model is { } model
                && string.Equals(place.State.TargetDomain, domain, StringComparison.Ordinal)
                && model.NewItems.Find(number) is not null
            )
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Every loaded version once.</summary>
    internal IEnumerable<LiveModel> All() => Volatile.Read(ref current).Places.Select(place => place.Model).OfType<LiveModel>().Distinct();

    /// <summary>Whether everything the model learnt from may be used for what it recommends.</summary>
    internal static bool IsAllowed(LiveModel model, ILiveAccess access)
    {
        foreach (var domain in model.Domains)
        {
            if (!access.MayTransfer(domain.Domain, model.Target.Domain))
            {
                return false;
            }
        }
        return true;
    }

    private Place Load(ServingPlace place, Dictionary<string, LiveModel> loaded, Dictionary<string, KuajieException> faults)
    {
        KuajieException? first = null;
        foreach (var versionId in registry.Served(place.SourceDomain, place.TargetDomain))
        {
            if (TryLoad(versionId, loaded, faults) is { } model)
            {
                return new Place(new ModelPlaceState(place.SourceDomain, place.TargetDomain, place.VersionId, versionId, first), model);
            }
            first ??= faults[versionId];
        }
        return new Place(new ModelPlaceState(place.SourceDomain, place.TargetDomain, place.VersionId, null, first), null);
    }

    private LiveModel? TryLoad(string versionId, Dictionary<string, LiveModel> loaded, Dictionary<string, KuajieException> faults)
    {
        if (faults.ContainsKey(versionId))
        {
            return null;
        }
        if (loaded.TryGetValue(versionId, out var known))
        {
            return known;
        }
        try
        {
            var model = Load(versionId);
            Loaded?.Invoke(model);
            loaded.Add(versionId, model);
            return model;
        }
        catch (KuajieException fault)
        {
            faults.Add(versionId, fault);
            Interlocked.Increment(ref fallbacks);
            return null;
        }
    }

    /// <summary>A version, whether it serves or not.</summary>
    /// <exception cref="KuajieException">It is unknown, damaged, or of a kind that this program cannot make.</exception>
    internal LiveModel Load(string versionId)
    {
        var version = registry.Find(versionId) ?? throw LiveTexts.UnknownVersion(versionId);
        var model = new LiveModel(Load(version), items, options);
        AddNewItems(model);
        return model;
    }

    /// <summary>The version, whose catalogs are read while its file is checked and its factors are indexed.</summary>
    private ServedModel Load(ModelVersion version)
    {
        var catalogs = Task.Run(() =>
        {
            foreach (var domain in version.Domains)
            {
                items.Of(domain);
            }
        });
        try
        {
            return ServedModel.Load(files, version);
        }
        catch
        {
            // Whoever asks for an item next waits for the catalogs; where nobody does, nothing may read on behind a caller who was refused.
            ((IAsyncResult)catalogs).AsyncWaitHandle.WaitOne();
            throw;
        }
    }

    private void Tell(Snapshot former, Place[] places)
    {
        foreach (var state in places.Select(place => place.State))
        {
            var before = Array.Find(
                former.Places,
                place => place.State.SourceDomain == state.SourceDomain && place.State.TargetDomain == state.TargetDomain
            );
            if (!state.IsSound)
            {
                notices?.FellBack(state);
            }
            else if (before?.State.ServingVersion != state.ServingVersion)
            {
                notices?.Serves(state);
            }
        }
    }

    /// <summary>Items of the catalog that the model does not know, the latest first as far as there is room.</summary>
    private void AddNewItems(LiveModel model)
    {
        var (target, domain) = (model.Target, model.Model.TargetDomain);
        var columns = target.Columns;
        int[] unknown =
        [
            .. Enumerable
                .Range(0, columns.Chunks.Length * ItemChunk.Size)
                .Where(number => columns.Has(number) && model.IndexOf(domain, number) < 0)
                .OrderByDescending(columns.NewSince)
                .Take(options.MostNewItems),
        ];
        foreach (var number in unknown)
        {
            model.NewItems.Put(NewItem.Of(number, target.Content.Alike(model, number), model.FactorModels));
        }
    }

    private void TakeIn(string domain, IReadOnlyList<int> numbers)
    {
        foreach (var model in Recommending(domain))
        {
            foreach (var number in numbers.Where(number => model.IndexOf(model.Model.TargetDomain, number) < 0))
            {
                model.NewItems.Put(NewItem.Of(number, model.Target.Content.Alike(model, number), model.FactorModels));
            }
        }
    }

    private static Action<string, IReadOnlyList<int>> Join(
        Action<string, IReadOnlyList<int>>? first,
        Action<string, IReadOnlyList<int>> second
    ) => first is null ? second : first + second;

    private sealed record Place(ModelPlaceState State, LiveModel? Model);

    private sealed record Snapshot(Place[] Places);
}
