namespace Kuajie.Platform.Users;

/// <summary>How a link between two users was established.</summary>
public enum LinkMethod
{
    /// <summary>Both exports use the same id for the same person.</summary>
    SameId = 1,

    /// <summary>A file or a request named the pairs.</summary>
    File = 2,

    /// <summary>Both exports carry the same keyed hash of an identifier.</summary>
    KeyedHash = 3,
}

/// <summary>That a user of one domain and a user of another are the same person, and how that is known.</summary>
public sealed record Link(
    string FirstDomain,
    string FirstUser,
    string SecondDomain,
    string SecondUser,
    LinkMethod Method,
    DateTimeOffset EstablishedAt
);
