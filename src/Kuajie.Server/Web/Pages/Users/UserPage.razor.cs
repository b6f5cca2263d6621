using Kuajie.Client.Partners;
using Kuajie.Client.Recommendations;
using Kuajie.Client.Users;
using Kuajie.Platform.Access;
using Kuajie.Server.Web.Parts;
using Microsoft.AspNetCore.Components;

namespace Kuajie.Server.Web.Pages.Users;

/// <summary>
/// One user, told as a story: what they did, what they care about, what is recommended to them and why, and what would change if they also did something. The try-out stands in the
/// address; nothing of it is stored.
/// </summary>
public sealed partial class UserPage : PageBase
{
    private const Role Recommenders = Role.Owner | Role.Growth | Role.Data;
    private const int HistoryShown = 200;
    private const int Length = 10;
    private const int Reasons = 3;
    private const int MostTold = 1000;
    private readonly Loaded<IReadOnlyList<DomainResponse>> domains = new();
    private readonly Loaded<UserResponse> user = new();
    private readonly Loaded<HistoryResponse> history = new();
    private readonly Loaded<InterestsResponse> interests = new();
    private readonly Loaded<RecommendationResponse> before = new();
    private readonly Loaded<RecommendationResponse> after = new();
    private IReadOnlyList<Supposed> supposed = [];
    private List<string> targets = [];
    private List<string> tryDomains = [];
    private (string?, string?) loadedFor;
    private string? listedFor;

    [CascadingParameter]
    public ConsolePreferences Preferences { get; set; } = new("light", "UTC");

    [SupplyParameterFromQuery]
    public string? Domain { get; set; }

    [SupplyParameterFromQuery]
    public string? User { get; set; }

    /// <summary>The domain whose items are recommended; a partner's where left out.</summary>
    [SupplyParameterFromQuery]
    public string? To { get; set; }

    /// <summary>What the person is supposed to have done too.</summary>
    [SupplyParameterFromQuery]
    public string[]? Also { get; set; }

    /// <summary>Whether the person is looked at as if the domain whose items are recommended knew nothing of them.</summary>
    [SupplyParameterFromQuery]
    public string? Alone { get; set; }

    private bool MayBeAlone => Target is { } target && user.Value?.LinkedDomains.Contains(target) == true;

    private bool IsAlone => Alone == "true" && Target != Domain;

    private bool MayRecommend => Session.Has(Recommenders);

    private string? Target => To ?? targets.FirstOrDefault(each => each != Domain) ?? targets.FirstOrDefault();

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(Domain) || string.IsNullOrEmpty(User))
        {
            Navigation.NavigateTo("/users", replace: true);
            return;
        }
        supposed = Supposed.Read(Also);
        // Another list or try-out leaves what is known of the person as it is.
        var person = loadedFor == (Domain, User) && user.HasValue ? Task.CompletedTask : LoadPersonAsync(Domain, User, cancellation);
        await Task.WhenAll(person, LoadListsAsync(Domain, User, cancellation));
        loadedFor = (Domain, User);
    }

    private Task LoadPersonAsync(string domain, string id, CancellationToken cancellation)
    {
        user.Clear();
        history.Clear();
        interests.Clear();
        return Task.WhenAll(
            user.FromAsync(() => Api.Users.GetAsync(domain, id, cancellation)),
            history.FromAsync(() => Api.Users.HistoryAsync(domain, id, HistoryShown, cancellation)),
            interests.FromAsync(() => Api.Users.InterestsAsync(domain, id, cancellation: cancellation))
        );
    }

    private async Task LoadListsAsync(string domain, string id, CancellationToken cancellation)
    {
        if (!MayRecommend)
        {
            return;
        }
        await domains.FromAsync(() => Api.Domains.ListAsync(cancellation));
        targets = [domain, .. await JoinedDomains.OfAsync(Api, domain, cancellation)];
        tryDomains = [domain, .. targets.Where(each => each != domain)];
        await Task.WhenAll(LoadBeforeAsync(domain, id, cancellation), LoadAfterAsync(domain, id, cancellation));
    }

    /// <summary>The list as it is. One for something else is never left standing below words that are no longer its own.</summary>
    private async Task LoadBeforeAsync(string domain, string id, CancellationToken cancellation)
    {
        var wanted = $"{domain}/{id}/{Target}/{IsAlone}";
        if (before.HasValue && wanted == listedFor)
        {
            return;
        }
        listedFor = wanted;
        before.Clear();
        await before.FromAsync(() => RecommendAsync(domain, id, [], cancellation));
    }

    private async Task LoadAfterAsync(string domain, string id, CancellationToken cancellation)
    {
        after.Clear();
        if (supposed.Count > 0)
        {
            await after.FromAsync(() => RecommendAsync(domain, id, supposed, cancellation));
        }
    }

    private async Task<RecommendationResponse> RecommendAsync(
        string domain,
        string id,
        IReadOnlyList<Supposed> also,
        CancellationToken cancellation
    )
    {
        IEnumerable<ToldInteraction> told = also.Select(each => each.ToTold());
        if (IsAlone)
        {
            var done = await Api.Users.HistoryAsync(domain, id, MostTold, cancellation);
            told = told.Concat(
                done.Interactions.Where(each => each.Domain == domain)
                    .Select(each => new ToldInteraction(each.Item, each.Kind, each.Domain, each.At, each.Value))
            );
        }
        ToldInteraction[] all = [.. told.Take(MostTold)];
        return await Api.Recommendations.RecommendAsync(
            domain,
            new RecommendationRequest(
                IsAlone ? null : id,
                Interactions: all.Length == 0 ? null : all,
                Targets: [new TargetRequest(Target ?? domain)],
                Count: Length,
                Explain: true,
                MostReasons: Reasons,
                Preview: true
            ),
            cancellation
        );
    }

    private string SummaryOf(UserResponse shown)
    {
        var total = shown.Interactions.Values.Sum();
        var did = shown is { FirstAt: { } first, LastAt: { } last }
            ? UsersTexts.T(
                "SummaryDid",
                Figures.Count(total),
                Stored.Of(Domain!),
                Figures.Day(first, Preferences),
                Figures.Day(last, Preferences)
            )
            : UsersTexts.T("SummaryDidUntimed", Figures.Count(total), Stored.Of(Domain!));
        var known =
            shown.LinkedDomains.Count == 0
                ? UsersTexts.T("SummaryUnlinked")
                : UsersTexts.T("SummaryLinked", Stored.Of(string.Join(ConsoleTexts.Say("ListSeparator"), shown.LinkedDomains)));
        return $"{did} {known}";
    }

    private string StandingOf(RecommendationResponse list) =>
        list.Standing switch
        {
            // Where nothing of what the person did speaks for an item, saying so is all there is to say.
            _ when list.Items.All(item => item.Reasons?.Any(reason => reason.BecauseOf is not null) != true) => UsersTexts.T(
                list.Standing == "cold" ? "StandingCold" : "StandingPopular",
                Stored.Of(Target ?? "")
            ),
            _ when IsAlone => UsersTexts.T("StandingAlone", Stored.Of(Target ?? ""), Stored.Of(Domain ?? "")),
            "warm" => UsersTexts.T(
                user.Value?.LinkedDomains.Count > 0 || Target != Domain ? "StandingWarm" : "StandingWarmHere",
                Stored.Of(Target ?? "")
            ),
            "linked" => UsersTexts.T("StandingLinked", Stored.Of(Target ?? ""), Stored.Of(Domain ?? "")),
            _ => UsersTexts.T("StandingCold", Stored.Of(Target ?? "")),
        };

    private void GoTo(string name, string? value) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(name, value));

    private void Suppose(IReadOnlyList<Supposed> now) =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameters(
                new Dictionary<string, object?> { ["also"] = now.Select(each => each.ToString()).ToArray() }
            )
        );
}
