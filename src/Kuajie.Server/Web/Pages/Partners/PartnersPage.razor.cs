using System.Globalization;
using Kuajie.Client.Partners;
using Kuajie.Client.Workbooks;
using Kuajie.Platform.Access;
using Kuajie.Platform.Tables;
using Kuajie.Server.Web.Pages.Users;
using Kuajie.Server.Web.Parts;
using Kuajie.Storage.Files;
using Microsoft.AspNetCore.Components;
using static Kuajie.Server.Web.Pages.Partners.PartnersTexts;

namespace Kuajie.Server.Web.Pages.Partners;

/// <summary>Whom to work with: how well partners fit, which to choose, who is central.</summary>
public partial class PartnersPage
{
    private const string Kind = "partners";
    private const string Currency = "CNY";
    private static readonly string[] TableNames = ["aggregates", "tags", "prices", "candidates", "ties"];
    private readonly Loaded<IReadOnlyList<DomainResponse>> domains = new();
    private readonly Loaded<IReadOnlyList<WorkbookEntryResponse>> workbooks = new();
    private readonly Loaded<PartnerFitsResponse> fits = new();
    private readonly Loaded<PortfolioResponse> portfolio = new();
    private readonly Loaded<PartnerNetworkResponse> network = new();
    private Dictionary<string, string> tables = new(StringComparer.Ordinal);
    private List<string> owns = [];
    private string own = "";
    private string? opened;
    private Table? kept;
    private Wish wish = new();

    /// <summary>Our domain.</summary>
    [SupplyParameterFromQuery]
    public string? Domain { get; set; }

    /// <summary>The workbook that is open.</summary>
    [SupplyParameterFromQuery]
    public string? Workbook { get; set; }

    private bool MayDecide => Session.Has(Role.Owner | Role.Growth | Role.Data);

    private static IReadOnlyList<(string Name, string Label)> Names => [.. TableNames.Select(name => (name, T($"Table_{name}")))];

    /// <summary>In major units: twice what is asked for now, and a million at least.</summary>
    private long MostBudget => Math.Max(1_000_000, 2 * wish.Budget);

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        if (!domains.HasValue)
        {
            await domains.FromAsync(() => Api.Domains.ListAsync(cancellation));
            owns = OwnDomains.Of(Session, domains.Value);
        }
        if (owns.Count == 0)
        {
            return;
        }
        own =
            owns.Contains(Domain ?? "") ? Domain!
            : owns.Contains("knowledge") ? "knowledge"
            : owns[0];
        await workbooks.FromAsync(() => Api.Workbooks.ListAsync(own, Kind, cancellation));
        if (Workbook is { Length: > 0 } name && opened != $"{own}/{name}")
        {
            var found = await Api.Workbooks.GetAsync(own, Kind, name, cancellation);
            (tables, wish, opened) = (
                new Dictionary<string, string>(found.Tables, StringComparer.Ordinal),
                Wish.Of(found.Wishes),
                $"{own}/{name}"
            );
            kept = tables.Remove("portfolio", out var text) ? TableFile.Parse("portfolio", text) : null;
        }
        await DecideAsync(cancellation);
    }

    private async Task DecideAsync() => await DoAsync(DecideAsync);

    private async Task DecideAsync(CancellationToken cancellation)
    {
        var hasTables = tables.Keys.Any(name => name is "aggregates" or "tags" or "prices");
        await fits.FromAsync(() =>
            MayDecide && hasTables
                ? Api.PartnerChoice.FitAsync(
                    own,
                    new PartnerFitRequest(null, Table("aggregates"), Table("tags"), Table("prices")),
                    cancellation
                )
                : Api.PartnerChoice.KnownFitAsync(own, cancellation)
        );
        if (!MayDecide)
        {
            return;
        }
        if (Table("candidates") is { } candidates)
        {
            await portfolio.FromAsync(() => Api.PartnerChoice.PortfolioAsync(own, wish.ToRequest(candidates, Currency), cancellation));
        }
        if (Table("ties") is { } ties)
        {
            await network.FromAsync(() => Api.PartnerChoice.NetworkAsync(own, new PartnerNetworkRequest(ties), cancellation));
        }
    }

    private string? Table(string name) => tables.GetValueOrDefault(name);

    private async Task WishAsync(Wish changed)
    {
        wish = changed;
        await DecideAsync();
    }

    private async Task StoryAsync()
    {
        (tables, wish) = (SampleStory.Tables(TableNames), new Wish());
        await DecideAsync();
    }

    private async Task KeepAsync(string name)
    {
        var content = new Dictionary<string, string>(tables, StringComparer.Ordinal);
        if (portfolio.Value is { } answer && tables.ContainsKey("candidates"))
        {
            content["portfolio"] = PortfolioView.ToTable(answer).ToCsv().TrimStart('\uFEFF');
        }
        if (
            await DoAsync(cancellation =>
                Api.Workbooks.PutAsync(own, Kind, name, new WorkbookRequest(content, wish.ToWishes()), cancellation)
            )
        )
        {
            opened = $"{own}/{name}";
            Messages.Add(ConsoleTexts.Say("WorkbookKept", name), MudBlazor.Severity.Success);
            Go(own, name);
            await ReloadAsync();
        }
    }

    private async Task ForgetAsync(string name)
    {
        if (await DoAsync(cancellation => Api.Workbooks.RemoveAsync(own, Kind, name, cancellation)))
        {
            Go(own, null);
        }
    }

    private void Go(string domain, string? workbook) =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameters(
                new Dictionary<string, object?> { ["domain"] = domain, ["workbook"] = string.IsNullOrEmpty(workbook) ? null : workbook }
            )
        );

    private static long Whole(ChangeEventArgs change) => long.Parse((string)change.Value!, CultureInfo.InvariantCulture);

    /// <summary>What the sliders ask for; 0 stands for any.</summary>
    private sealed record Wish(long Budget = 600_000, int LeastFields = 2, int MostPartners = 0, int Capacity = 0)
    {
        public static Wish Of(IReadOnlyDictionary<string, string> wishes)
        {
            return new Wish(
                Number("budget", 600_000),
                (int)Number("leastFields", 0),
                (int)Number("mostPartners", 0),
                (int)Number("capacity", 0)
            );

            long Number(string name, long usual) =>
                long.TryParse(wishes.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? Math.Min(number, 1_000_000_000)
                    : usual;
        }

        public PortfolioRequest ToRequest(string candidates, string currency) =>
            new(
                candidates,
                Budget * 100,
                currency,
                LeastFields,
                MostPartners == 0 ? null : MostPartners,
                Capacity == 0 ? null : [Capacity, Capacity, Capacity, Capacity]
            );

        public Dictionary<string, string> ToWishes() =>
            new(StringComparer.Ordinal)
            {
                ["budget"] = Text(Budget),
                ["leastFields"] = Text(LeastFields),
                ["mostPartners"] = Text(MostPartners),
                ["capacity"] = Text(Capacity),
            };

        private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
