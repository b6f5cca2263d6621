namespace Kuajie.Marketing.Pacing;

/// <summary>How a budget is spread over the window of a campaign.</summary>
public enum PacingKind
{
    /// <summary>The same in every hour.</summary>
    Even = 0,

    /// <summary>A quarter faster than even, so that a fifth of the window is left for what could not be spent.</summary>
    Ahead = 1,

    /// <summary>All of it from the first moment on.</summary>
    AsFast = 2,

    /// <summary>By the share of the week's traffic that each hour of the week brings.</summary>
    Forecast = 3,
}
