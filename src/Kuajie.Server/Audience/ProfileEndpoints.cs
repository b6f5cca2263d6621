using System.Text.Json;
using Kuajie.Client.Audience;
using Kuajie.Marketing.Audience;
using Kuajie.Platform.Access;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Users;
using Kuajie.Server.Access;
using Kuajie.Server.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Audience;

/// <summary>The profile of one user, for those who may see users at all, and of the caller's own domains alone.</summary>
internal static class ProfileEndpoints
{
    private const int MostNames = 50;

    public static void Map(IEndpointRouteBuilder v1) =>
        v1.MapGet("/domains/{domain}/users/{user}/profile", Get)
            .WithTags("users")
            .WithName("userProfile")
            .Allow(Scope.Manage, Role.Owner | Role.Data | Role.Compliance, DomainNeed.Own);

    /// <summary>
    /// What is known of a user from what they did in the domain: interests, activity, money, prices, times, stage, churn, each with its reason; and the segments the user belongs to.
    /// </summary>
    internal static Ok<ProfileResponse> Get(
        string domain,
        string user,
        AudienceProfiles profiles,
        AudienceSegments segments,
        Pseudonyms pseudonyms
    )
    {
        var profile = profiles.Profile(domain, pseudonyms.Stored(domain, user)) ?? throw UserFaults.UnknownUser(domain);
        return TypedResults.Ok(
            ToResponse(profile, [.. segments.OfUser(domain, profile).Select(segment => segment.Name)], profiles.ZoneOf(domain).Id)
        );
    }

    private static ProfileResponse ToResponse(UserProfile profile, IReadOnlyList<string> segments, string timeZone) =>
        new(
            profile.UserId,
            profile.At,
            profile.First,
            profile.Last,
            profile.Events,
            profile.ActiveDays,
            profile.WhyActivity.ToString(),
            [
                .. profile
                    .Money.OrderBy(pair => pair.Key, StringComparer.Ordinal)
                    .Select(pair => new MoneyResponse(pair.Key, pair.Value.MinorUnits, pair.Value.Purchases)),
            ],
            ToResponses(profile.Tags),
            ToResponses(profile.Categories),
            ToResponses(profile.Formats),
            ToResponses(profile.Hours),
            ToResponses(profile.Weekdays),
            profile.Prices is { } prices ? ToResponse(prices) : null,
            new StageResponse(Lower(profile.Stage.Name), profile.Stage.RhythmDays, profile.Stage.Why.ToString()),
            profile.Churn is { } churn ? new ChurnResponse(churn.Risk, churn.ExpectedDays, churn.Why.ToString()) : null,
            segments,
            timeZone
        );

    private static PriceBandResponse ToResponse(PriceBand prices) =>
        new(
            prices.Currency,
            prices.LowMinorUnits,
            prices.MedianMinorUnits,
            prices.HighMinorUnits,
            Lower(prices.Level),
            prices.Why.ToString()
        );

    private static IReadOnlyList<PreferenceResponse> ToResponses(IReadOnlyList<Preference> preferences) =>
        [
            .. preferences
                .Take(MostNames)
                .Select(each => new PreferenceResponse(
                    each.Name,
                    each.Share,
                    each.Low,
                    each.High,
                    each.BaseRate,
                    each.Confidence,
                    each.Why.ToString()
                )),
        ];

    private static string Lower<T>(T name)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(name.ToString());
}
