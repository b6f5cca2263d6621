namespace Kuajie.Platform.Audience;

/// <summary>Whether clusters compare a recommender's factors beside profiles, and of which model.</summary>
/// <param name="IsWanted">False: profiles alone.</param>
/// <param name="VersionId">The model version; null for the one that serves the domain.</param>
public sealed record FactorUse(bool IsWanted = true, string? VersionId = null);

/// <summary>Why no factors were compared.</summary>
public enum FactorAbsence
{
    /// <summary>They were compared.</summary>
    None = 0,

    /// <summary>It was asked to leave them out.</summary>
    LeftOut = 1,

    /// <summary>No model serves the domain.</summary>
    NoModel = 2,

    /// <summary>The model that serves has none, or the same for everybody.</summary>
    NoFactors = 3,
}

/// <summary>What clusters were found by.</summary>
/// <param name="VersionId">The model version whose factors were compared, or that has none; null where no model was looked at.</param>
/// <param name="Model">Its kind; null likewise.</param>
/// <param name="Factors">Numbers per user that its factors were brought to; 0 for profiles alone.</param>
/// <param name="Absence">Why there are none.</param>
public sealed record ClusterFeatures(string? VersionId, string? Model, int Factors, FactorAbsence Absence)
{
    /// <summary>That in words.</summary>
    /// <param name="sameByProfile">Share of users whom the profile alone puts into the same cluster.</param>
    public string Told(double sameByProfile) =>
        Absence == FactorAbsence.None
            ? AudienceTexts.Say("FeaturesFactors", Factors, VersionId, Model, 100 * sameByProfile)
            : AudienceTexts.Say($"Features{Absence}", VersionId);
}
