namespace Kuajie.Platform.Recommendations.Live;

/// <summary>A user, or a visit without one, of a domain.</summary>
internal readonly record struct PersonKey(string Domain, string Id, bool IsSession)
{
    public bool Equals(PersonKey other) =>
        IsSession == other.IsSession
        && string.Equals(Id, other.Id, StringComparison.Ordinal)
        && string.Equals(Domain, other.Domain, StringComparison.Ordinal);

    public override int GetHashCode() =>
        HashCode.Combine(StringComparer.Ordinal.GetHashCode(Id), StringComparer.Ordinal.GetHashCode(Domain), IsSession);
}
