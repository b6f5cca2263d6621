using Kuajie.Algorithms.Ranking.Diversity;
using Kuajie.Algorithms.Ranking.Exploration;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Recommendations.Impressions;
using Kuajie.Platform.Workspaces;

namespace Kuajie.Platform.Recommendations.Live;

/// <summary>Request → what is known of the person → the best items of each target under masks → places → list. From memory alone, but for reasons.</summary>
public sealed class LiveRecommender
{
    private readonly LiveItems items;
    private readonly LiveModels models;
    private readonly LiveEvidence evidence;
    private readonly LiveReasons reasons;
    private readonly ColdStart cold;
    private readonly LiveOptions options;
    private readonly TimeProvider clock;
    private readonly CursorSeal seal;
    private readonly SessionJoins joins;
    private readonly LiveAudiences audiences;

    /// <summary>Puts the live parts together.</summary>
    public LiveRecommender(
        IWorkspace workspace,
        LiveItems items,
        LiveHistories histories,
        LiveModels models,
        LiveTrends trends,
        LiveOptions options,
        TimeProvider clock,
        CursorSeal seal,
        SessionJoins joins,
        LiveAudiences audiences
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        this.audiences = audiences;
        (this.items, this.models, this.options, this.clock, this.seal, this.joins) = (items, models, options, clock, seal, joins);
        evidence = new LiveEvidence(histories, items);
        reasons = new LiveReasons(workspace, items, histories);
        cold = new ColdStart(trends, options);
    }

    /// <summary>Links held to count for reasons who did the one and the other.</summary>
    public int ReasonLinkCount => reasons.LinkCount;

    /// <summary>Pairs of items counted for reasons and held.</summary>
    public int ReasonPairCount => reasons.PairCount;

    /// <summary>Links changed: none of them stays in memory.</summary>
    public void LinksChanged() => reasons.LinksChanged();

    /// <summary>Recommends.</summary>
    /// <exception cref="KuajieException">The request breaks a rule, names a domain the caller may not show, or no model serves.</exception>
    public LiveList Recommend(LiveRequest request, ILiveAccess access)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(access);
        LiveRequestRules.Check(request, options);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var cursor = CursorOf(request, id, access.Party);
        joins.SettleFor(request.UserDomain, request.UserId, request.SessionId);
        if (request is { UserId: { } user, SessionId: { } session })
        {
            joins.Note(request.UserDomain, session, user);
        }
        // Only a later page has shown anything.
        var runs = Begin(request, access, cursor.Shown.Length == 0 ? null : cursor, now);
        try
        {
            var composition = new ListComposition(request, runs, options, cold, items);
            var (places, wasDrawn) = composition.Compose(cursor);
            var listed = ToItems(request, runs, places);
            return new LiveList(
                ListId(id),
                now,
                StandingOf(runs[0]),
                listed,
                NextCursor(request, runs, places, cursor, access.Party),
                wasDrawn ? cursor.Seed : null
            );
        }
        finally
        {
            Array.ForEach(runs, run => run.Dispose());
        }
    }

    /// <summary>The list as it is to be remembered.</summary>
    public static Impression ToImpression(LiveRequest request, LiveList list)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(list);
        return new Impression(
            list.ListId,
            list.At,
            request.UserDomain,
            request.UserId,
            request.SessionId,
            request.Scene,
            request.Arm,
            new ShownItems(list.Items)
        );
    }

    /// <summary>Why an item stands in a stored list, by the version that made it and what is known of the user now.</summary>
    /// <exception cref="KuajieException">The list does not show it, or its version serves no longer.</exception>
    public IReadOnlyList<Reason> Explain(Impression list, string domain, string itemId, int most, ILiveAccess access)
    {
        ArgumentNullException.ThrowIfNull(list);
        var shown = list.Items.FirstOrDefault(item =>
            string.Equals(item.ItemId, itemId, StringComparison.Ordinal) && string.Equals(item.Domain, domain, StringComparison.Ordinal)
        );
        if (shown.ItemId is null)
        {
            throw LiveTexts.NotInList(list.ListId, itemId);
        }
        if (shown.ModelVersion is not { } version)
        {
            return LiveReasons.OfSlot(shown.Slot);
        }
        var model = models.Find(version) ?? throw LiveTexts.UnloadedVersion(version);
        var person = evidence.Of(model, list.UserDomain, list.UserId, list.SessionId, access);
        var number = model.Target.Ids.Find(itemId);
        var index = model.IndexOf(model.Model.TargetDomain, number);
        var audience = AudienceOf(model, person, list.UserDomain, list.UserId, access);
        return reasons.Find(model, person, audience, [new Candidate(index < 0 ? int.MaxValue : index, number, (float)shown.Score)], most)[
            0
        ];
    }

    /// <summary>An id for a list made at a moment.</summary>
    internal static string NewListId(DateTimeOffset now) => ListId(Guid.CreateVersion7(now));

    private static string ListId(Guid id) =>
        string.Create(
            37,
            id,
            static (text, each) =>
            {
                "list-".CopyTo(text);
                each.TryFormat(text[5..], out _, "N");
            }
        );

    private LiveCursor CursorOf(LiveRequest request, Guid list, string party)
    {
        if (request.Cursor is null)
        {
            Span<byte> bytes = stackalloc byte[16];
            list.TryWriteBytes(bytes);
            // 53 bits: programs that read JSON numbers as doubles keep every one of them.
            return LiveCursor.Start(0, request.Seed ?? (BitConverter.ToUInt64(bytes[8..]) >> 11));
        }
        var cursor = LiveCursor.Parse(request.Cursor, options.DeepestPage, seal, party) ?? throw LiveTexts.InvalidCursor();
        return cursor.Fingerprint == LiveRequestRules.Fingerprint(request) ? cursor : throw LiveTexts.OtherCursor();
    }

    private TargetRun[] Begin(LiveRequest request, ILiveAccess access, LiveCursor? cursor, DateTimeOffset now)
    {
        var runs = new TargetRun[Math.Max(1, request.Targets.Count)];
        for (var place = 0; place < runs.Length; place++)
        {
            var target = request.Targets.Count == 0 ? request.UserDomain : request.Targets[place].Domain;
            var model = (access.MayRecommend(target) ? models.Find(request.UserDomain, target, access) : null) ?? throw NoModel(target);
            var person = evidence.Of(model, request.UserDomain, request.UserId, request.SessionId, access);
            if (request.Interactions.Count > 0)
            {
                person = evidence.With(model, person, request.Interactions);
            }
            runs[place] = new TargetRun(request, model, person, cursor, now.UtcTicks)
            {
                Audience = AudienceOf(model, person, request.UserDomain, request.UserId, access),
            };
        }
        return runs;
    }

    /// <summary>What the user's domain says counts in another where what its users did does.</summary>
    private Audience? AudienceOf(LiveModel model, PersonView person, string userDomain, string? userId, ILiveAccess access) =>
        person.History.IsEmpty && access.MayTransfer(userDomain, model.Target.Domain)
            ? audiences.Of(userDomain, userId, model.Target.Domain)
            : null;

    private static KuajieException NoModel(string target) =>
        new(
            "no-model",
            RecommendationTexts.NoModelFound(target),
            RecommendationTexts.NoModelExpected,
            RecommendationTexts.NoModelCure(target)
        );

    private static UserStanding StandingOf(TargetRun run) =>
        run.Person.History.IsEmpty ? UserStanding.Cold
        : run.Person.History[run.Model.Model.TargetDomain].Count > 0 ? UserStanding.Warm
        : UserStanding.Linked;

    private LiveListItem[] ToItems(LiveRequest request, TargetRun[] runs, IReadOnlyList<ListPlace> places)
    {
        var told = request.MostReasons == 0 ? null : ReasonsOf(request, runs, places);
        var listed = new LiveListItem[places.Count];
        for (var place = 0; place < listed.Length; place++)
        {
            var each = places[place];
            var target = runs[each.Run].Model.Target;
            listed[place] = new LiveListItem(
                target.Domain,
                target.Ids[each.Item.Number],
                target.Columns.TitleOf(each.Item.Number),
                each.Item.Score,
                each.Slot,
                each.Propensity,
                runs[each.Run].Model.Served.Version.VersionId,
                told is null ? [] : told[place]
            );
        }
        return listed;
    }

    private IReadOnlyList<Reason>[] ReasonsOf(LiveRequest request, TargetRun[] runs, IReadOnlyList<ListPlace> places)
    {
        var told = new IReadOnlyList<Reason>[places.Count];
        foreach (var ofRun in places.Index().GroupBy(place => place.Item.Run))
        {
            var run = runs[ofRun.Key];
            var found = reasons.Find(run.Model, run.Person, run.Audience, [.. ofRun.Select(place => place.Item.Item)], request.MostReasons);
            foreach (var (reason, place) in found.Zip(ofRun))
            {
                told[place.Index] = [.. LiveReasons.OfSlot(place.Item.Slot), .. reason];
            }
        }
        return told;
    }

    private string? NextCursor(LiveRequest request, TargetRun[] runs, IReadOnlyList<ListPlace> places, LiveCursor cursor, string party)
    {
        var shown = cursor.Shown.Length + places.Count;
        if (places.Count < request.Count || shown + request.Count > options.DeepestPage)
        {
            return null;
        }
        Span<ulong> page = stackalloc ulong[places.Count];
        for (var place = 0; place < places.Count; place++)
        {
            page[place] = runs[places[place].Run].HashOf(places[place].Item.Number);
        }
        var fingerprint = cursor.Shown.Length == 0 ? LiveRequestRules.Fingerprint(request) : cursor.Fingerprint;
        return cursor.After(fingerprint, page).ToText(seal, party);
    }
}
