namespace Kuajie.Platform.SampleWorld;

/// <summary>A latent taste of the world: the truth behind what people do.</summary>
/// <param name="Name">Stable name, for example <c>endurance</c>.</param>
/// <param name="ChineseName">Name in Chinese.</param>
/// <param name="EnglishName">Name in English.</param>
/// <param name="KnowledgeFace">What it is on the knowledge platform, or null where it does not exist there.</param>
/// <param name="PartnerFace">What it is on the partner's side, or null where it does not exist there.</param>
/// <param name="Prevalence">How common it is beside the others; 1 is average.</param>
public sealed record Taste(
    string Name,
    string ChineseName,
    string EnglishName,
    string? KnowledgeFace,
    string? PartnerFace,
    double Prevalence
)
{
    /// <summary>Whether it carries over between the two sides.</summary>
    public bool IsShared => KnowledgeFace is not null && PartnerFace is not null;
}
