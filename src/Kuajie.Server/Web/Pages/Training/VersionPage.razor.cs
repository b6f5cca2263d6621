using Kuajie.Client.Training;
using Kuajie.Platform.Access;
using Microsoft.AspNetCore.Components;

namespace Kuajie.Server.Web.Pages.Training;

/// <summary>One version: what it is made of, how good it is, whom it serves, and beside another.</summary>
public partial class VersionPage
{
    private readonly Loaded<ModelVersionResponse> version = new();
    private readonly Loaded<IReadOnlyList<ModelVersionResponse>> others = new();
    private readonly Loaded<VersionComparisonResponse> comparison = new();

    /// <summary>The domain whose items are recommended.</summary>
    [SupplyParameterFromQuery(Name = "domain")]
    public string? Domain { get; set; }

    /// <summary>The version.</summary>
    [SupplyParameterFromQuery(Name = "version")]
    public string? Version { get; set; }

    /// <summary>The version to compare it with.</summary>
    [SupplyParameterFromQuery(Name = "with")]
    public string? With { get; set; }

    private bool MayChange => Session.Has(Role.Owner | Role.Data);

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        if (Domain is not { Length: > 0 } domain || Version is not { Length: > 0 } shown)
        {
            return;
        }
        await Task.WhenAll(
            version.FromAsync(() => Api.Models.GetAsync(domain, shown, cancellation)),
            others.FromAsync(async () => [.. (await Api.Models.ListAsync(domain, cancellation)).Where(other => other.Version != shown)])
        );
        comparison.Clear();
        if (With is { Length: > 0 } with)
        {
            // The ranking of a thousand users takes a moment; everything else stands meanwhile.
            StateHasChanged();
            await comparison.FromAsync(() => Api.Models.CompareAsync(domain, shown, with, cancellation));
        }
    }

    private void CompareWith(ChangeEventArgs change) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("with", change.Value is string { Length: > 0 } with ? with : null));
}
