using System.Globalization;
using Kuajie.Client.Audience;
using Microsoft.AspNetCore.Components;
using static Kuajie.Server.Web.Pages.Audience.AudiencePageTexts;

namespace Kuajie.Server.Web.Pages.Audience;

/// <summary>Groups of users that are found: how many there are, whether they are more than chance, what tells them apart. What was asked stands in the address.</summary>
public sealed partial class ClustersPart
{
    private readonly Loaded<ClustersResponse> found = new();
    private CancellationTokenSource? finding;
    private int fewest = 2;
    private int most = 8;
    private int seed = 1;
    private bool withFactors = true;
    private string prefix = "";
    private string? asked;

    /// <summary>Fewest groups that are tried.</summary>
    [SupplyParameterFromQuery]
    public int? Fewest { get; set; }

    /// <summary>Most groups that are tried; where it is left out, nothing is looked for yet.</summary>
    [SupplyParameterFromQuery]
    public int? Most { get; set; }

    /// <summary>The seed.</summary>
    [SupplyParameterFromQuery]
    public int? Seed { get; set; }

    /// <summary>Whether a model's factors are compared beside profiles; they are where it is left out.</summary>
    [SupplyParameterFromQuery]
    public bool? Factors { get; set; }

    private ClustersRequest Request => new(Fewest, Most, Seed, WithFactors: Factors);

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        if (Most is null || asked == $"{Domain}/{Request}")
        {
            return;
        }
        (fewest, most, seed, withFactors) = (Fewest ?? fewest, Most.Value, Seed ?? seed, Factors ?? true);
        asked = $"{Domain}/{Request}";
        await FindAsync(Request);
    }

    private void Ask()
    {
        var address = AudienceAddress.Of(Domain, "clusters", ("fewest", Text(fewest)), ("most", Text(most)), ("seed", Text(seed)));
        address += withFactors ? "" : "&factors=false";
        asked = null;
        if (new Uri(new Uri(Navigation.BaseUri), address).ToString() == Navigation.Uri)
        {
            _ = InvokeAsync(ReloadAsync);
        }
        else
        {
            Navigation.NavigateTo(address);
        }
    }

    private async Task FindAsync(ClustersRequest request)
    {
        finding?.Dispose();
        finding = CancellationTokenSource.CreateLinkedTokenSource(Left);
        var token = finding.Token;
        try
        {
            await found.FromAsync(() => Api.Segments.ClusterAsync(Domain, request, token));
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            found.Clear();
        }
    }

    private void Stop() => finding?.Cancel();

    /// <summary>The same is asked again: the server still has what it found, and stores it.</summary>
    private async Task SaveAsync()
    {
        await FindAsync(Request with { SaveAs = prefix.Trim() });
        if (found.HasValue)
        {
            Tell(T("GroupsSaved", prefix.Trim()));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool isDisposing)
    {
        base.Dispose(isDisposing);
        finding?.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
