using System.Text;
using Kuajie.Client.Audience;
using Kuajie.Marketing.Audience.Clustering;
using Kuajie.Marketing.Audience.LookAlikes;
using Kuajie.Marketing.Audience.Rules;
using Kuajie.Platform.Access;
using Kuajie.Platform.Audience;
using Kuajie.Platform.Partners;
using Kuajie.Platform.Users;
using Kuajie.Server.Access;
using Kuajie.Server.Compliance;
using Kuajie.Server.Operations;
using Kuajie.Server.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kuajie.Server.Audience;

/// <summary>
/// Named groups of users of the caller's own domains. Whoever may see users is told every count and may have the ids; others are told no count that would speak of few people.
/// </summary>
internal static class SegmentEndpoints
{
    private const Role Readers = Role.Owner | Role.Growth | Role.Data | Role.Compliance | Role.Partner;
    private const Role Writers = Role.Owner | Role.Growth | Role.Data;
    private const Role SeesUsers = Role.Owner | Role.Data | Role.Compliance;
    private const int MostLookAlikes = 10_000;

    public static void Map(IEndpointRouteBuilder v1)
    {
        var domain = v1.MapGroup("/domains/{domain}").WithTags("segments");
        domain.MapGet("/segments", List).WithName("listSegments").Allow(Scope.Manage, Readers, DomainNeed.Own);
        domain.MapGet("/segments/{segment}", Get).WithName("getSegment").Allow(Scope.Manage, Readers, DomainNeed.Own);
        domain.MapPut("/segments/{segment}", Put).WithName("putSegment").Allow(Scope.Manage, Writers, DomainNeed.Own);
        domain.MapDelete("/segments/{segment}", Delete).WithName("deleteSegment").Allow(Scope.Manage, Writers, DomainNeed.Own);
        domain.MapGet("/segments/{segment}/users", Export).WithName("exportSegment").Allow(Scope.Manage, SeesUsers, DomainNeed.Own);
        domain
            .MapGet("/segments/{segment}/look-alikes", LookAlikes)
            .WithName("segmentLookAlikes")
            .Allow(Scope.Manage, SeesUsers, DomainNeed.Own);
        domain.MapGet("/segments/{segment}/overlap", Overlap).WithName("segmentOverlap").Allow(Scope.Manage, Readers, DomainNeed.Own);
        // Asked with every letter that is typed, and changes nothing.
        domain.MapPost("/rule-check", Check).WithName("checkRule").LeavesNoActivity().Allow(Scope.Manage, Readers, DomainNeed.Own);
    }

    /// <summary>The segments of a domain, in name order, without counts.</summary>
    private static Ok<IReadOnlyList<SegmentResponse>> List(string domain, AudienceSegments segments) =>
        TypedResults.Ok<IReadOnlyList<SegmentResponse>>([.. segments.Of(domain).Select(segment => ToResponse(segment))]);

    /// <summary>One segment and how many users belong to it now.</summary>
    private static Ok<SegmentResponse> Get(
        string domain,
        string segment,
        HttpContext context,
        AudienceSegments segments,
        ServerSettings settings
    )
    {
        var found = segments.Find(domain, segment);
        return TypedResults.Ok(Counted(found, segments, context, settings));
    }

    /// <summary>Defines a segment by a rule, in place of the one of its name.</summary>
    private static Ok<SegmentResponse> Put(
        string domain,
        string segment,
        SegmentRequest request,
        HttpContext context,
        AudienceSegments segments,
        ServerSettings settings
    )
    {
        var stored = segments.Define(domain, segment, request.Rule);
        context.Note().Object = stored.Name;
        return TypedResults.Ok(Counted(stored, segments, context, settings));
    }

    /// <summary>Forgets a segment.</summary>
    private static NoContent Delete(string domain, string segment, AudienceSegments segments)
    {
        segments.Remove(domain, segment);
        return TypedResults.NoContent();
    }

    /// <summary>The ids of a segment's users as they are stored (pseudonyms in a pseudonymised domain): CSV with the heading <c>user</c>.</summary>
    private static ContentHttpResult Export(string domain, string segment, AudienceSegments segments) =>
        TypedResults.Content(SegmentCsv.Of(segments.UsersOf(segments.Find(domain, segment)).UserIds), "text/csv", Encoding.UTF8);

    /// <summary>Users of the domain like those of a segment, the likest first, and how far that order can be trusted.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="limit">1 to 10,000; 100 where left out.</param>
    private static Ok<LookAlikesResponse> LookAlikes(string domain, string segment, AudienceSegments segments, int limit = 100)
    {
        if (limit is < 1 or > MostLookAlikes)
        {
            throw UserFaults.At("limit", "out-of-range", "OutOfRange", limit, MostLookAlikes);
        }
        var answer = segments.LookAlikes(segments.Find(domain, segment), new LookAlikeFinder { Most = limit });
        return TypedResults.Ok(
            new LookAlikesResponse(
                answer.Seeds,
                answer.Shortage?.ToString(),
                [
                    .. answer.Rows.Select(row => new LookAlikeRowResponse(
                        row.Name,
                        row.Auc,
                        row.AucLow,
                        row.AucHigh,
                        row.Precision,
                        row.PrecisionLow,
                        row.PrecisionHigh,
                        row.At
                    )),
                ],
                [
                    .. answer.Ranked.Select(user => new LookAlikeResponse(
                        user.UserId,
                        user.Score,
                        user.Likeness,
                        [.. user.Reasons.Select(reason => reason.Feature)]
                    )),
                ]
            )
        );
    }

    /// <summary>
    /// How far two segments are the same people: in one domain among its users, across domains among linked users. Another domain has to be the caller's own too, and a partnership between the
    /// two has to share aggregates. Counts that would speak of few people are told to nobody.
    /// </summary>
    /// <param name="domain">The first segment's domain.</param>
    /// <param name="segment">The first segment.</param>
    /// <param name="with">The second segment.</param>
    /// <param name="withDomain">The second segment's domain; the first's where left out.</param>
    private static Ok<SegmentOverlapResponse> Overlap(
        string domain,
        string segment,
        string with,
        HttpContext context,
        AudienceSegments segments,
        CurrentAccess access,
        ServerSettings settings,
        string? withDomain = null
    )
    {
        var other = withDomain ?? domain;
        if (other != domain)
        {
            LinkEndpoints.ThrowIfClosed(domain, other, PartnershipShares.Aggregates, context.Caller(), access.Current);
            if (!access.Current.Allows(context.Caller(), other, DomainNeed.Own))
            {
                throw ServerTexts.NotShared(other, DomainNeed.Own);
            }
        }
        var overlap = segments.Overlap(segments.Find(domain, segment), segments.Find(other, with), settings.FewestPeople);
        return TypedResults.Ok(
            new SegmentOverlapResponse(overlap.First, overlap.Second, overlap.Both, overlap.Jaccard, overlap.Lift, overlap.All)
        );
    }

    /// <summary>What a rule is worth as it stands: its faults, whom it selects in count, and what can stand at the cursor.</summary>
    private static Ok<RuleCheckResponse> Check(
        string domain,
        RuleCheckRequest request,
        HttpContext context,
        AudienceSegments segments,
        AudienceProfiles profiles,
        ServerSettings settings
    )
    {
        var reading = AudienceRule.Read(request.Rule);
        var completion = RuleCompletion.At(request.Rule, request.Cursor ?? request.Rule.Length, Vocabulary(domain, context, profiles));
        var counts = reading.Rule is { } rule ? Counts.Of(segments.UsersOf(domain, rule.Text), context, settings) : default;
        return TypedResults.Ok(
            new RuleCheckResponse(
                reading.Rule?.Text,
                [
                    .. reading.Faults.Select(fault => new RuleFaultResponse(
                        fault.Code,
                        fault.Column,
                        fault.Length,
                        fault.Message.ToString()
                    )),
                ],
                counts.Users,
                counts.All,
                counts.FewerThan,
                completion.From,
                completion.To,
                [.. completion.Suggestions.Select(each => new RuleSuggestionResponse(each.Text, each.Kind))],
                profiles.Moment(domain)
            )
        );
    }

    /// <summary>Tags of few people would speak of them: whoever may not see users is offered the usual ones only.</summary>
    private static RuleVocabulary Vocabulary(string domain, HttpContext context, AudienceProfiles profiles) =>
        MaySeeUsers(context) ? profiles.Vocabulary(domain) : profiles.Vocabulary(domain) with { Items = [] };

    private static bool MaySeeUsers(HttpContext context) => context.Caller().HasAny(Scope.Manage, SeesUsers);

    private static SegmentResponse Counted(Segment segment, AudienceSegments segments, HttpContext context, ServerSettings settings)
    {
        var counts = Counts.Of(segments.UsersOf(segment), context, settings);
        return ToResponse(segment) with { Users = counts.Users, All = counts.All, FewerThan = counts.FewerThan };
    }

    private static SegmentResponse ToResponse(Segment segment) =>
        new(
            segment.Name,
            segment.Rule,
            segment.ClusterJson is { } json ? ClusterWire.ToTags(StoredCluster.Of(json).Tags) : null,
            segment.ChangedAt
        );

    private readonly record struct Counts(long? Users, long? All, int? FewerThan)
    {
        public static Counts Of(SegmentUsers users, HttpContext context, ServerSettings settings)
        {
            var few = new FewPeople(MaySeeUsers(context) ? 1 : settings.FewestPeople);
            return few.Hides(users.UserIds.Count, users.Users)
                ? new Counts(null, few.Hides(users.Users) ? null : users.Users, few.Fewest)
                : new Counts(users.UserIds.Count, users.Users, null);
        }
    }
}
