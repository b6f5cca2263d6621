namespace Kuajie.Client.Campaigns;

/// <summary>Inventory to forecast. Tables are delimited text.</summary>
/// <param name="History">Exposures that were to be had, a row for every window of every day.</param>
/// <param name="Days">Days ahead, 1 to 90.</param>
/// <param name="Holidays">Holidays to come.</param>
public sealed record ForecastRequest(string History, int Days, string? Holidays = null);

/// <summary>Inventory expected.</summary>
/// <param name="Slots">A forecast per slot.</param>
/// <param name="Table">The same as comma-separated text that a plan takes.</param>
public sealed record ForecastResponse(IReadOnlyList<SlotForecastResponse> Slots, string Table);

/// <summary>Inventory expected of a slot, or that there is not enough data.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Windows">Exposures by window; empty where there is not enough data.</param>
/// <param name="Backtest">How forecasts made in the past would have done.</param>
/// <param name="Shortage">Why there is no forecast.</param>
public sealed record SlotForecastResponse(
    string Slot,
    IReadOnlyList<ForecastWindowResponse> Windows,
    BacktestResponse? Backtest = null,
    string? Shortage = null
);

/// <summary>Exposures expected in a window.</summary>
/// <param name="Day">The day.</param>
/// <param name="From">Begin of the window.</param>
/// <param name="To">Its end; 00:00 for the end of the day.</param>
/// <param name="Exposures">The median expected.</param>
/// <param name="Low">Lower end of the 80 % interval.</param>
/// <param name="High">Upper end.</param>
public sealed record ForecastWindowResponse(DateOnly Day, TimeOnly From, TimeOnly To, double Exposures, double Low, double High);

/// <summary>How forecasts made in the past would have done.</summary>
/// <param name="Origins">How many forecasts were made.</param>
/// <param name="MeanAbsoluteError">Mean error, in exposures.</param>
/// <param name="SeasonalNaiveError">Mean error of repeating the last week.</param>
/// <param name="Coverage">Share of windows within the interval.</param>
public sealed record BacktestResponse(int Origins, double MeanAbsoluteError, double SeasonalNaiveError, double Coverage);
