using System.Globalization;
using Kuajie.Client.Partners;
using Kuajie.Platform.Partners;
using Kuajie.Server.Web.Parts;
using static Kuajie.Server.Web.Pages.Partners.PartnersTexts;

namespace Kuajie.Server.Web.Pages.Partners;

/// <summary>Whom to work with: how well partners fit, which to choose, who is central.</summary>
public partial class PartnersPage
{
    private static readonly string[] TableNames = ["aggregates", "tags", "prices", "candidates", "ties"];
    private const long MostWeight = 50;
    private readonly Loaded<PartnerFitsResponse> fits = new();
    private readonly Loaded<PortfolioResponse> portfolio = new();
    private readonly Loaded<PartnerNetworkResponse> network = new();

    /// <inheritdoc/>
    protected override string Kind => "partners";

    /// <inheritdoc/>
    protected override string ResultTable => "portfolio";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> StoryTables => TableNames;

    /// <inheritdoc/>
    protected override string? Result =>
        portfolio.Value is { } answer && Tables.ContainsKey("candidates")
            ? PortfolioView.ToTable(answer).ToCsv().TrimStart('\uFEFF')
            : null;

    private static IReadOnlyList<(string Name, string Label)> Names => [.. TableNames.Select(name => (name, T($"Table_{name}")))];

    /// <summary>In whole units of the currency.</summary>
    private long Budget => Number("budget", 600_000);

    private int LeastFields => (int)Number("leastFields", 2);

    /// <summary>0 stands for any number.</summary>
    private int MostPartners => (int)Number("mostPartners", 0);

    /// <summary>Work that each quarter bears; 0 stands for any.</summary>
    private int Capacity => (int)Number("capacity", 0);

    /// <summary>Twice what is asked for now, and a million at least.</summary>
    private long MostBudget => Math.Max(1_000_000, 2 * Budget);

    /// <summary>What each part of a fit weighs, in hundredths of the usual sum.</summary>
    private static string WeightName(string part) => $"weight-{part}";

    private long WeightOf(string part, double usual) => Math.Min(MostWeight, Number(WeightName(part), (long)Math.Round(100 * usual)));

    private long WeightSum => FitWeightText.Usual.Sum(each => WeightOf(each.Part, each.Weight));

    private bool AreWeightsAsked => FitWeightText.Usual.Any(each => Asked.ContainsKey(WeightName(each.Part)));

    /// <summary>Null where the weights are the usual ones.</summary>
    private string? Weights =>
        AreWeightsAsked
            ? string.Join(
                ',',
                FitWeightText.Usual.Select(each =>
                    string.Create(CultureInfo.InvariantCulture, $"{each.Part}={WeightOf(each.Part, each.Weight)}")
                )
            )
            : null;

    /// <inheritdoc/>
    protected override async Task DecideAsync(CancellationToken cancellation)
    {
        var hasTables = Tables.Keys.Any(name => name is "aggregates" or "tags" or "prices");
        await fits.FromAsync(() =>
            MayDecide && (hasTables || AreWeightsAsked)
                ? Api.PartnerChoice.FitAsync(
                    Own,
                    new PartnerFitRequest(null, Table("aggregates"), Table("tags"), Table("prices"), Currency, Weights),
                    cancellation
                )
                : Api.PartnerChoice.KnownFitAsync(Own, cancellation)
        );
        if (!MayDecide)
        {
            return;
        }
        if (Table("candidates") is { } candidates)
        {
            await portfolio.FromAsync(() => Api.PartnerChoice.PortfolioAsync(Own, PortfolioOf(candidates), cancellation));
        }
        if (Table("ties") is { } ties)
        {
            await network.FromAsync(() => Api.PartnerChoice.NetworkAsync(Own, new PartnerNetworkRequest(ties, Currency), cancellation));
        }
    }

    private PortfolioRequest PortfolioOf(string candidates) =>
        new(
            candidates,
            Money.ToMinor(Budget, Currency),
            Currency,
            LeastFields,
            MostPartners == 0 ? null : MostPartners,
            Capacity == 0 ? null : [Capacity, Capacity, Capacity, Capacity]
        );
}
