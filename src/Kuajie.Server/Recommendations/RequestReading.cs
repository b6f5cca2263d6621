using System.Text.Json;
using Kuajie.Algorithms.Ranking.Diversity;
using Kuajie.Algorithms.Ranking.Exploration;
using Kuajie.Client.Recommendations;
using Kuajie.Platform.Interactions;
using Kuajie.Platform.Recommendations.Live;
using Kuajie.Platform.Recommendations.Scenes;

namespace Kuajie.Server.Recommendations;

/// <summary>Requests as programs write them → requests as the recommender takes them; what a scene holds fills in what is left out.</summary>
internal static class RequestReading
{
    private const int UsualReasons = 2;

    /// <summary>The request in full.</summary>
    /// <exception cref="Platform.Faults.KuajieException">The scene is unknown, or a word is none of those possible.</exception>
    public static LiveRequest Read(string domain, RecommendationRequest request, SceneShelf scenes) =>
        ToLive(domain, request.Scene is { } scene ? Over(request, Parse(scenes.Find(domain, scene))) : request);

    /// <summary>What a scene holds.</summary>
    public static RecommendationRequest Parse(Scene scene) =>
        JsonSerializer.Deserialize(scene.RequestJson, RecommendationsJson.Default.RecommendationRequest)!;

    /// <summary>A filter as the recommender takes it.</summary>
    public static ItemFilter ToFilter(FilterRequest? filter) =>
        filter is null
            ? ItemFilter.None
            : new ItemFilter
            {
                Kinds = Words(filter.Kinds),
                TagsAny = Words(filter.TagsAny),
                TagsAll = Words(filter.TagsAll),
                TagsNone = Words(filter.TagsNone),
                Owners = Words(filter.Owners),
                PriceFrom = filter.PriceFrom,
                PriceTo = filter.PriceTo,
                Currency = filter.Currency,
                IncludeUnavailable = filter.IncludeUnavailable ?? false,
            };

    /// <summary>A request with what it leaves out taken from another; the person, the page and the scene's name are its own.</summary>
    public static RecommendationRequest Over(RecommendationRequest request, RecommendationRequest scene) =>
        request with
        {
            Targets = request.Targets ?? scene.Targets,
            Count = request.Count ?? scene.Count,
            Filter = request.Filter ?? scene.Filter,
            IncludeSeen = request.IncludeSeen ?? scene.IncludeSeen,
            Boosts = request.Boosts ?? scene.Boosts,
            Pinned = request.Pinned ?? scene.Pinned,
            Promoted = request.Promoted ?? scene.Promoted,
            Diversity = request.Diversity ?? scene.Diversity,
            Exploration = request.Exploration ?? scene.Exploration,
            Explain = request.Explain ?? scene.Explain,
            MostReasons = request.MostReasons ?? scene.MostReasons,
            Language = request.Language ?? scene.Language,
            Arm = request.Arm ?? scene.Arm,
        };

    private static LiveRequest ToLive(string domain, RecommendationRequest request) =>
        new()
        {
            UserDomain = domain,
            UserId = request.User,
            SessionId = request.Session,
            Interactions = Each(request.Interactions, "interactions", told => ToInteraction(domain, told)),
            Targets = Each(request.Targets, "targets", target => new LiveTarget(target.Domain, target.Share)),
            Count = request.Count ?? 10,
            Filter = ToFilter(request.Filter),
            IncludeSeen = request.IncludeSeen ?? false,
            Boosts = Each(request.Boosts, "boosts", boost => new Boost(ToFilter(boost.Filter), boost.Factor)),
            Pinned = Each(request.Pinned, "pinned", pin => new PinnedItem(pin.Item, pin.Position, pin.Domain)),
            Promoted = Each(request.Promoted, "promoted", share => new PromotedShare(ToFilter(share.Filter), share.Share)),
            Diversity = request.Diversity is { } diversity ? ToDiversity(diversity) : null,
            Exploration = request.Exploration is { } exploration ? ToExploration(exploration) : null,
            Seed = request.Seed is { } seed ? (ulong)seed : null,
            Cursor = request.Cursor,
            MostReasons = request.Explain == true ? request.MostReasons ?? UsualReasons : 0,
            Scene = request.Scene,
            Arm = request.Arm,
            ModelVersion = request.Model,
            IsPreview = request.Preview == true,
        };

    private static Interaction ToInteraction(string domain, ToldInteraction told) =>
        new(
            told.Domain ?? domain,
            "",
            told.Item,
            told.Kind is null
                ? InteractionKind.View
                : InteractionKinds.Parse(told.Kind)
                    ?? throw RecommendationsTexts.UnknownWord(
                        "interactions.kind",
                        told.Kind,
                        Enum.GetValues<InteractionKind>().Select(InteractionKinds.WireName)
                    ),
            told.At,
            told.Value
        );

    private static ListDiversity ToDiversity(DiversityRequest diversity) =>
        new(
            diversity.Method switch
            {
                "mmr" => DiversityMethod.Mmr,
                "dpp" => DiversityMethod.Dpp,
                "calibrated" => DiversityMethod.Calibrated,
                _ => throw RecommendationsTexts.UnknownWord("diversity.method", diversity.Method, ["mmr", "dpp", "calibrated"]),
            },
            diversity.Strength is >= 0 and <= 1
                ? diversity.Strength
                : throw RecommendationsTexts.OutOfRange("diversity.strength", diversity.Strength, "0 … 1")
        );

    private static ListExploration ToExploration(ExplorationRequest exploration)
    {
        var (method, least, most) = exploration.Method switch
        {
            "softmax" => (ExplorationMethod.Softmax, PlackettLuce.LeastTemperature, PlackettLuce.LargestTemperature),
            "epsilon" => (ExplorationMethod.Epsilon, 0, 1),
            _ => throw RecommendationsTexts.UnknownWord("exploration.method", exploration.Method, ["softmax", "epsilon"]),
        };
        return exploration.Amount >= least && exploration.Amount <= most
            ? new ListExploration(method, exploration.Amount)
            : throw RecommendationsTexts.OutOfRange(
                "exploration.amount",
                exploration.Amount,
                FormattableString.Invariant($"{least} … {most}")
            );
    }

    private static IReadOnlyList<string> Words(IReadOnlyList<string>? words) =>
        words is null ? []
        : words.Contains(null!) ? throw RecommendationsTexts.OutOfRange("filter", null, "…")
        : words;

    private static IReadOnlyList<TOut> Each<TIn, TOut>(IReadOnlyList<TIn>? wanted, string where, Func<TIn, TOut> convert)
        where TIn : class
    {
        if (wanted is not { Count: > 0 })
        {
            return [];
        }
        return [.. wanted.Select(each => each is null ? throw RecommendationsTexts.OutOfRange(where, null, "{…}") : convert(each))];
    }
}
