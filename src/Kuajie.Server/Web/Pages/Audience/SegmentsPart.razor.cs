using Kuajie.Client.Audience;
using Kuajie.Server.Web.Parts;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using static Kuajie.Server.Web.Pages.Audience.AudiencePageTexts;

namespace Kuajie.Server.Web.Pages.Audience;

/// <summary>The segments of a domain with who belongs to them now, in count, and where rules are written.</summary>
public sealed partial class SegmentsPart
{
    private readonly Loaded<IReadOnlyList<SegmentResponse>> segments = new();
    private Dictionary<string, SegmentResponse> counts = new(StringComparer.Ordinal);

    /// <summary>Questions.</summary>
    [Inject]
    public required IDialogService Dialogs { get; set; }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        await segments.FromAsync(() => Api.Segments.ListAsync(Domain, cancellation));
        // Each is shown as soon as it is counted.
        var counted = new Dictionary<string, SegmentResponse>(StringComparer.Ordinal);
        foreach (var segment in segments.Value ?? [])
        {
            counted[segment.Name] = await Api.Segments.GetAsync(Domain, segment.Name, cancellation);
            counts = counted;
            StateHasChanged();
        }
    }

    /// <summary>A rule can be had back; a group that was found is lost with its centre, so that is asked first.</summary>
    private async Task DeleteAsync(SegmentResponse segment)
    {
        if (
            segment.Rule is null
            && !await Dialogs.AskAsync(T("DeleteAsk", segment.Name), T("DeleteClusterText"), ConsoleTexts.Say("Delete"))
        )
        {
            return;
        }
        if (!await DoAsync(cancellation => Api.Segments.RemoveAsync(Domain, segment.Name, cancellation)))
        {
            return;
        }
        Tell(T("Deleted", segment.Name), segment.Rule is { } rule ? () => PutBackAsync(segment.Name, rule) : null);
        await ReloadAsync();
    }

    private async Task PutBackAsync(string name, string rule)
    {
        if (await DoAsync(cancellation => Api.Segments.PutAsync(Domain, name, new SegmentRequest(rule), cancellation)))
        {
            await ReloadAsync();
        }
    }
}
