namespace Kuajie.Marketing.Texts;

/// <summary>Names the resource pair that holds every sentence of this room.</summary>
internal static class MarketingTexts;
