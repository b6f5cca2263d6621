using System.Security.Cryptography;
using System.Text;
using Kuajie.Platform.Access;

namespace Kuajie.Server.Access;

/// <summary>The code by which the first owner of a workspace is made. It is made anew at every start that finds no owner, and lives in memory alone.</summary>
public sealed class SetupCode(People people)
{
    private readonly string code = People.NewCode();

    /// <summary>The code, or null where there is an owner already.</summary>
    public string? Current => people.NeedsOwner ? code : null;

    /// <summary>Whether a code is the one; takes the same time wherever they differ.</summary>
    public bool Matches(string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(code));
}
