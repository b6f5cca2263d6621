using System.Globalization;
using Kuajie.Client.Compliance;
using Microsoft.AspNetCore.Components;

namespace Kuajie.Server.Web.Pages.Compliance;

/// <summary>Who changed what, when.</summary>
public partial class ActivityPage
{
    private const int OnePage = 100;
    private readonly Loaded<List<ActivityResponse>> lines = new();
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private IReadOnlyList<string> domains = [];
    private long? before;
    private bool isLoadingMore;

    /// <summary>Only this operation.</summary>
    [SupplyParameterFromQuery(Name = "action")]
    public string? Action { get; set; }

    /// <summary>Only this person or key.</summary>
    [SupplyParameterFromQuery(Name = "actor")]
    public string? Actor { get; set; }

    /// <summary>Only about this domain.</summary>
    [SupplyParameterFromQuery(Name = "domain")]
    public string? Domain { get; set; }

    /// <summary><c>done</c> or <c>refused</c>.</summary>
    [SupplyParameterFromQuery(Name = "outcome")]
    public string? Outcome { get; set; }

    /// <summary>From this day on.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    /// <summary>Until this day, itself included.</summary>
    [SupplyParameterFromQuery(Name = "until")]
    public string? Until { get; set; }

    /// <summary>How moments are written and days are counted.</summary>
    [CascadingParameter]
    public ConsolePreferences Preferences { get; set; } = new("light", "UTC");

    private bool HasFilter => ((string?[])[Action, Actor, Domain, Outcome, From, Until]).Any(one => !string.IsNullOrEmpty(one));

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        var learning = LearnNamesAsync(cancellation);
        await lines.FromAsync(async () =>
        {
            // Lines come with their names: with ids first, and names in their place, all columns would jump.
            var page = await PageAsync(null, cancellation);
            await learning;
            return page;
        });
    }

    private async Task LearnNamesAsync(CancellationToken cancellation)
    {
        if (names.Count > 0)
        {
            return;
        }
        var (people, keys, known) = (
            Api.People.ListAsync(cancellation),
            Api.Keys.ListAsync(cancellation),
            Api.Domains.ListAsync(cancellation)
        );
        foreach (var person in await people)
        {
            names[person.Person] = person.Name;
        }
        foreach (var key in await keys)
        {
            names[key.Key] = ComplianceTexts.T("KeyNamed", key.Name);
        }
        domains = [.. (await known).Select(domain => domain.Domain)];
    }

    private async Task<List<ActivityResponse>> PageAsync(long? from, CancellationToken cancellation)
    {
        var page = await Api.Activity.ListAsync(
            new ActivityFilter(
                Some(Actor),
                Some(Action) is { } action ? [action] : null,
                Some(Domain),
                Day(From, 0),
                Day(Until, 1),
                Outcome switch
                {
                    "done" => false,
                    "refused" => true,
                    _ => null,
                },
                from,
                OnePage
            ),
            cancellation
        );
        before = page.Before;
        return [.. page.Lines];
    }

    private async Task MoreAsync()
    {
        isLoadingMore = true;
        await DoAsync(async cancellation => lines.Set([.. lines.Value!, .. await PageAsync(before, cancellation)]));
        isLoadingMore = false;
    }

    private void Go(string name, object? value) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(name, value is string { Length: > 0 } text ? text : null), replace: true);

    /// <summary>Persons by name, whatever else by id.</summary>
    private string Shown(ActivityResponse line) => line.Object is { } changed ? names.GetValueOrDefault(changed, changed) : "";

    private DateTimeOffset? Day(string? text, int later)
    {
        if (!DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return null;
        }
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Preferences.TimeZone);
        var begin = day.AddDays(later);
        return new DateTimeOffset(begin, zone.GetUtcOffset(begin));
    }

    private static string? Some(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
