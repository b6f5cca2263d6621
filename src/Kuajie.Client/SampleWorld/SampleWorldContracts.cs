namespace Kuajie.Client.SampleWorld;

/// <summary>A made-up world to try the service with.</summary>
/// <param name="Scenario">The partner's field: <c>sports</c>, <c>auto</c>, <c>streaming</c>, <c>culture</c> or <c>finance</c>.</param>
/// <param name="Users">Users on each side, 50 to 20,000; 800 where left out.</param>
public sealed record SampleWorldRequest(string Scenario = "sports", int Users = 800);

/// <summary>How far the loading of a made-up world has come.</summary>
/// <param name="State"><c>none</c>, <c>running</c>, <c>done</c> (models may still be training) or <c>failed</c>.</param>
/// <param name="Step"><c>generate</c>, <c>import</c>, <c>link</c> or <c>train</c>; absent where nothing was loaded.</param>
/// <param name="FaultText">Why it failed.</param>
public sealed record SampleWorldResponse(string State, string? Step = null, string? FaultText = null);
