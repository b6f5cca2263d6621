using System.Globalization;
using Kuajie.Client.Audience;
using Kuajie.Server.Web.Parts;
using Microsoft.AspNetCore.Components;
using static Kuajie.Server.Web.Pages.Audience.AudiencePageTexts;

namespace Kuajie.Server.Web.Pages.Audience;

/// <summary>What makes users respond: models beside the base rate, what each feature says, and whether predictions come true. What was asked stands in the address.</summary>
public sealed partial class ResponsesPart
{
    private static readonly string[] Outcomes = ["conversion", "click", "viewTime", "interaction"];
    private static readonly string[] Occasions = ["view", "impression"];
    private readonly Loaded<ResponseModelsResponse> trained = new();
    private CancellationTokenSource? training;
    private string outcome = Outcomes[0];
    private string after = Occasions[0];
    private int days = 14;
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

    private ResponseModelRequest Request => new(Outcome, After, Days);

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        if (Outcome is null || asked == $"{Domain}/{Request}")
        {
            return;
        }
        (outcome, after, days) = (Outcome, After ?? after, Days ?? days);
        asked = $"{Domain}/{Request}";
        training?.Dispose();
        training = CancellationTokenSource.CreateLinkedTokenSource(Left);
        var token = training.Token;
        try
        {
            await trained.FromAsync(() => Api.ResponseModels.TrainAsync(Domain, Request, token));
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            trained.Clear();
        }
    }

    private void Ask()
    {
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
            _ = InvokeAsync(ReloadAsync);
        }
        else
        {
            Navigation.NavigateTo(address);
        }
    }

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
