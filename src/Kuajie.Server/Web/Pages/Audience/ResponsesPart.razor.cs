using Kuajie.Client.Audience;
using Kuajie.Platform.Access;
using Kuajie.Server.Web.Parts;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using static Kuajie.Server.Web.Pages.Audience.AudiencePageTexts;

namespace Kuajie.Server.Web.Pages.Audience;

/// <summary>
/// What makes users respond: models beside the base rate, what each feature says, whether predictions come true, and the models that are kept. What was asked, or which kept model is open, stands in the address.
/// </summary>
public sealed partial class ResponsesPart
{
    private static readonly string[] Outcomes = ["conversion", "click", "viewTime", "interaction"];
    private static readonly string[] Occasions = ["view", "impression"];
    private readonly Loaded<ResponseModelsResponse> shown = new();
    private readonly Loaded<IReadOnlyList<KeptResponseEntryResponse>> kept = new();
    private string? keepAs;
    private string outcome = Outcomes[0];
    private string after = Occasions[0];
    private int days = UsualDays(Outcomes[0]);
    private bool isAfterImpression;

    /// <summary>The kept model that is open.</summary>
    [SupplyParameterFromQuery]
    public string? Model { get; set; }

    /// <summary>Questions.</summary>
    [Inject]
    public required IDialogService Dialogs { get; set; }

    /// <summary>Predictions speak of single users.</summary>
    private bool MayPredict => Session.Has(Role.Owner | Role.Data);

    /// <inheritdoc/>
    protected override string Kind => "responses";

    /// <inheritdoc/>
    protected override bool IsElsewhere => Model is not null;

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        await kept.FromAsync(() => Api.ResponseModels.ListAsync(Domain, cancellation));
        await base.LoadAsync(cancellation);
        if (Model is { } name)
        {
            await shown.FromAsync(async () =>
            {
                var found = await Api.ResponseModels.GetAsync(Domain, name, cancellation);
                isAfterImpression = found.After == "impression";
                if (TakesForm())
                {
                    (outcome, after, days) = (found.Report.Outcome, found.After, (int)found.Days);
                }
                return found.Report;
            });
        }
        else if (Opened.Value?.Responses is { } report)
        {
            shown.Set(report);
        }
        else
        {
            shown.Clear();
        }
    }

    /// <inheritdoc/>
    protected override void Fill(AudienceRunResponse run)
    {
        if (run.ResponsesAsked is { } asked)
        {
            (outcome, after, days) = (asked.Outcome ?? outcome, asked.After ?? after, asked.Days ?? days);
        }
    }

    private async Task AskAsync()
    {
        await StartAsync(
            new AudienceRunRequest(
                Responses: new ResponseModelRequest(outcome, after, days, KeepAs: keepAs is { Length: > 0 } name ? name : null)
            )
        );
        if (Started.Failure is null)
        {
            keepAs = null;
        }
    }

    private async Task RemoveAsync(string name)
    {
        if (
            !await Dialogs.AskAsync(T("ResponseRemoveAsk", name), T("ResponseRemoveText"), ConsoleTexts.Say("Delete"))
            || !await DoAsync(cancellation => Api.ResponseModels.RemoveAsync(Domain, name, cancellation))
        )
        {
            return;
        }
        Tell(T("ResponseRemoved", name));
        if (Model == name)
        {
            Navigation.NavigateTo(AudienceAddress.Of(Domain, "responses"));
        }
        else
        {
            await ReloadAsync();
        }
    }

    private void Choose(ChangeEventArgs change)
    {
        outcome = (string?)change.Value ?? Outcomes[0];
        // Only what was shown can be clicked, and it is clicked soon.
        after = outcome == "click" ? "impression" : after;
        days = UsualDays(outcome);
    }

    private string AddressOf(string name) => AudienceAddress.Of(Domain, "responses", ("model", name));

    private static int UsualDays(string outcome) => outcome == "click" ? 1 : 14;

    private static string WhatOf(KeptResponseEntryResponse each) =>
        each.IsDamaged ? T("ResponseDamaged") : AudienceRunWords.Response(each.Outcome!, each.After!, each.Days!.Value);

    private static bool IsShare(ResponseModelsResponse answer) => answer.Outcome is "conversion" or "click";

    /// <summary>Whether the chosen model is better than the base rate beyond chance.</summary>
    private static bool Saves(ResponseModelsResponse answer) =>
        answer.Models.Single(model => model.Form == answer.Chosen).Saved is { Low: > 0 };

    private static string VerdictOf(ResponseModelsResponse answer) =>
        Saves(answer) ? T("ResponsesTold", T($"Form_{answer.Chosen}")) : T("ResponsesNotTold");

    private static string RowsOf(ResponseModelsResponse answer)
    {
        var (learnt, test) = (answer.Parts.Take(answer.Parts.Count - 1).Sum(part => part.Rows), answer.Parts[^1]);
        return T(
            "ResponseRows",
            Figures.Count(learnt),
            Figures.Count(test.Rows),
            IsShare(answer) ? Figures.Share(test.MeanOutcome) : Figures.Number(test.MeanOutcome)
        );
    }

    private static string Interval(ResponseMetricResponse metric) =>
        $"{Figures.Number(metric.Value, 3)} ({Figures.Number(metric.Low, 3)} … {Figures.Number(metric.High, 3)})";
}
