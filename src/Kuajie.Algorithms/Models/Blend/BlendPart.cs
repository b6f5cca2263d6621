namespace Kuajie.Algorithms.Models.Blend;

/// <summary>One model of a blend.</summary>
/// <param name="Model">The kind's name, for example <c>joint-als</c>.</param>
/// <param name="Options">Its options as JSON; empty for defaults.</param>
public sealed record BlendPart(string Model, string Options = "");
