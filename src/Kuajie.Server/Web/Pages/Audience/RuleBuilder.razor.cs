using Kuajie.Client.Audience;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using static Kuajie.Server.Web.Pages.Audience.AudiencePageTexts;

namespace Kuajie.Server.Web.Pages.Audience;

/// <summary>Where a rule is written: what can stand at the cursor, what is wrong and where, whom it selects now. A check that is overtaken by another letter is cancelled.</summary>
public sealed partial class RuleBuilder
{
    private const string Example = "tagConfidence(\"…\") >= 0.9 and recency < 30d";
    private const string Unfinished = "RuleEnds";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private ElementReference field;
    private CancellationTokenSource? checking;
    private RuleCheckResponse? check;
    private Failure? refusal;
    private string text = "";
    private string name = "";
    private string? shown;

    /// <summary>Waits between letters.</summary>
    [Inject]
    public required TimeProvider Clock { get; set; }

    /// <summary>Where the cursor stands is known to the browser.</summary>
    [Inject]
    public required IJSRuntime Script { get; set; }

    /// <summary>Told after a segment was saved.</summary>
    [Parameter]
    public EventCallback Saved { get; set; }

    /// <summary>The rule to begin with.</summary>
    [SupplyParameterFromQuery]
    public string? Rule { get; set; }

    /// <summary>The segment that is edited.</summary>
    [SupplyParameterFromQuery]
    public string? Segment { get; set; }

    private IReadOnlyList<RuleFaultResponse> faults => check?.Faults ?? [];

    /// <summary>Whether all that is wrong is that it goes on.</summary>
    private bool IsUnfinished => faults.Count > 0 && faults.All(fault => fault.Code == Unfinished);

    private int FaultFrom => Math.Clamp(faults[0].Column - 1, 0, text.Length);

    private int FaultTo => Math.Clamp(FaultFrom + Math.Max(1, faults[0].Length), 0, text.Length);

    private string Before => text[..FaultFrom];

    private string AtFault => text[FaultFrom..FaultTo];

    private string After => text[FaultTo..];

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        var asked = $"{Domain}/{Segment}/{Rule}";
        if (asked == shown)
        {
            return;
        }
        shown = asked;
        (text, name) = (Rule ?? "", Segment ?? "");
        await CheckAsync(text.Length, Begin());
    }

    private async Task TypedAsync()
    {
        var token = Begin();
        try
        {
            await Task.Delay(Pause, Clock, token);
            await CheckAsync(await Script.InvokeAsync<int>("kuajie.caretOf", token, field), token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // Another letter was typed, or the page was left.
        }
    }

    private async Task CompleteAsync(RuleCheckResponse known, RuleSuggestionResponse suggestion) =>
        await PutAsync(RuleEdit.Complete(text, known.From, known.To, suggestion.Text));

    private async Task AddAsync((string Joiner, string Condition) added) =>
        await PutAsync(RuleEdit.Join(text, added.Joiner, added.Condition));

    /// <summary>Shows an edit, and gives the cursor back to where writing goes on.</summary>
    private async Task PutAsync(RuleEdit edit)
    {
        text = edit.Text;
        await CheckAsync(edit.Cursor, Begin());
        StateHasChanged();
        await Script.InvokeVoidAsync("kuajie.placeCaret", Left, field, edit.Text, edit.Cursor);
    }

    private async Task CheckAsync(int cursor, CancellationToken token)
    {
        try
        {
            var answer = await Api.Segments.CheckAsync(Domain, new RuleCheckRequest(text, cursor), token);
            (check, refusal) = (text.Length == 0 ? answer with { Faults = [] } : answer, null);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // Overtaken.
        }
        catch (Exception failure) when (Failure.Of(failure) is { IsSignedOut: false } told)
        {
            (check, refusal) = (null, told);
        }
    }

    private CancellationToken Begin()
    {
        checking?.Cancel();
        checking?.Dispose();
        checking = CancellationTokenSource.CreateLinkedTokenSource(Left);
        return checking.Token;
    }

    private async Task SaveAsync()
    {
        var wanted = name.Trim();
        if (
            check?.Rule is { } rule
            && await DoAsync(cancellation => Api.Segments.PutAsync(Domain, wanted, new SegmentRequest(rule), cancellation))
        )
        {
            Tell(T("Saved", wanted));
            await Saved.InvokeAsync();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool isDisposing)
    {
        base.Dispose(isDisposing);
        checking?.Dispose();
    }
}
