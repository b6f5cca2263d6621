using System.Globalization;
using Kuajie.Client.Audience;
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
    private readonly Loaded<ResponseModelsResponse> trained = new();
    private readonly Loaded<IReadOnlyList<KeptResponseEntryResponse>> kept = new();
    private CancellationTokenSource? training;
    private string? keepAs;
    private string outcome = Outcomes[0];
    private string after = Occasions[0];
    private int days = UsualDays(Outcomes[0]);
    private string? asked;

    /// <summary>What is predicted; where it is left out, nothing is trained yet.</summary>
    [SupplyParameterFromQuery]
    public string? Outcome { get; set; }

    /// <summary>What a row begins with.</summary>
    [SupplyParameterFromQuery]
    public string? After { get; set; }

    /// <summary>How long after it something counts.</summary>
    [SupplyParameterFromQuery]
    public int? Days { get; set; }

    /// <summary>The kept model that is open.</summary>
    [SupplyParameterFromQuery]
    public string? Model { get; set; }

    /// <summary>Questions.</summary>
    [Inject]
    public required IDialogService Dialogs { get; set; }

    private ResponseModelRequest Request => new(Outcome, After, Days);

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        await kept.FromAsync(() => Api.ResponseModels.ListAsync(Domain, cancellation));
        if (Model is { } name)
        {
            asked = null;
            await trained.FromAsync(async () =>
            {
                var found = await Api.ResponseModels.GetAsync(Domain, name, cancellation);
                (outcome, after, days) = (found.Report.Outcome, found.After, (int)found.Days);
                return found.Report;
            });
        }
        else if (Outcome is not null && asked != $"{Domain}/{Request}")
        {
            (outcome, after, days) = (Outcome, After ?? after, Days ?? days);
            asked = $"{Domain}/{Request}";
            await TrainAsync(token => Api.ResponseModels.TrainAsync(Domain, Request, token));
        }
    }

    private async Task TrainAsync(Func<CancellationToken, Task<ResponseModelsResponse>> work)
    {
        training?.Dispose();
        training = CancellationTokenSource.CreateLinkedTokenSource(Left);
        var token = training.Token;
        try
        {
            await trained.FromAsync(() => work(token));
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            trained.Clear();
        }
    }

    private async Task AskAsync()
    {
        if (keepAs is { Length: > 0 } name)
        {
            await KeepAsync(name);
            return;
        }
        var address = AudienceAddress.Of(
            Domain,
            "responses",
            ("outcome", outcome),
            ("after", after),
            ("days", days.ToString(CultureInfo.InvariantCulture))
        );
        asked = null;
        if (new Uri(new Uri(Navigation.BaseUri), address).ToString() == Navigation.Uri)
        {
            await ReloadAsync();
        }
        else
        {
            Navigation.NavigateTo(address);
        }
    }

    /// <summary>Trains and keeps; the address then names what is kept, so that looking at it again trains nothing.</summary>
    private async Task KeepAsync(string name)
    {
        var request = new ResponseModelRequest(outcome, after, days);
        await TrainAsync(async token => (await Api.ResponseModels.KeepAsync(Domain, name, request, token)).Report);
        if (trained.HasValue)
        {
            keepAs = null;
            Tell(T("ResponseKept", name));
            if (Model == name)
            {
                await ReloadAsync();
            }
            else
            {
                Navigation.NavigateTo(AddressOf(name));
            }
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
            trained.Clear();
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
        each.IsDamaged
            ? T("ResponseDamaged")
            : T("ResponseWhat", T($"Outcome_{each.Outcome}"), T($"After_{each.After}"), Figures.Number(each.Days!.Value, 0));

    private void Stop() => training?.Cancel();

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

    /// <inheritdoc/>
    protected override void Dispose(bool isDisposing)
    {
        base.Dispose(isDisposing);
        training?.Dispose();
    }
}
