using System.Security.Claims;
using Kuajie.Platform.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Kuajie.Server.Access;

/// <summary>
/// People sign in with name and password and are known by a cookie from then on. The cookie says an id and a stamp; who the person is and may do is looked
/// up at every request, so that a removal or another role counts at once.
/// </summary>
internal sealed class SignIn(People people, IPasswordHasher<Person> hasher)
{
    public const string Scheme = "kuajie";

    /// <summary>The claim that holds the person's stamp.</summary>
    public const string Stamp = "stamp";

    // Somebody to compare with where the name is unknown, so that the answer takes as long. Made at the first sign-in: a start should not wait for it.
    private readonly Lazy<string> nobodysHash = new(() => hasher.HashPassword(null!, People.NewCode()));

    public static void Add(IServiceCollection services, ServerSettings settings, string secretsFolder)
    {
        services.AddSingleton<IPasswordHasher<Person>, PasswordHasher<Person>>();
        services.AddSingleton<SignIn>();
        services.AddDataProtection().SetApplicationName("Kuajie").PersistKeysToFileSystem(SecretFolder(secretsFolder));
        services
            .AddAuthentication(Scheme)
            .AddCookie(
                Scheme,
                cookie =>
                {
                    cookie.Cookie.Name = "kuajie";
                    cookie.Cookie.HttpOnly = true;
                    cookie.Cookie.SameSite = SameSiteMode.Strict;
                    cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                    cookie.ExpireTimeSpan = settings.SignInTime;
                    cookie.SlidingExpiration = true;
                }
            );
    }

    /// <summary>The person with this name and password, or null; null too while the person is locked.</summary>
    public Person? Verify(string name, string password)
    {
        var person = people.BeginSignIn(name);
        var nobodys = nobodysHash.Value;
        var result = hasher.VerifyHashedPassword(person!, person?.PasswordHash ?? nobodys, password);
        if (person is null || result == PasswordVerificationResult.Failed)
        {
            return null;
        }
        return result == PasswordVerificationResult.SuccessRehashNeeded
            ? people.ChangePassword(person.PersonId, Hash(password))
            : people.SignedIn(person.PersonId);
    }

    /// <summary>What is stored of a password.</summary>
    public string Hash(string password) => hasher.HashPassword(null!, password);

    /// <summary>Lets the browser be known as the person.</summary>
    public static Task RememberAsync(HttpContext context, Person person) =>
        context.SignInAsync(
            Scheme,
            new ClaimsPrincipal(
                new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, person.PersonId), new Claim(Stamp, person.SecurityStamp)], Scheme)
            )
        );

    /// <summary>The person that a request's cookie names, or null where there is none or it is no longer good.</summary>
    public async Task<Person?> RecognizeAsync(HttpContext context)
    {
        var ticket = await context.AuthenticateAsync(Scheme);
        var person = Recognize(ticket.Principal);
        if (person is not null)
        {
            context.User = ticket.Principal!;
        }
        return person;
    }

    /// <summary>The person that a principal names, or null where there is none or it is no longer good.</summary>
    public Person? Recognize(ClaimsPrincipal? principal) =>
        principal?.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
        && people.Find(id) is { IsActive: true } person
        && string.Equals(principal.FindFirstValue(Stamp), person.SecurityStamp, StringComparison.Ordinal)
            ? person
            : null;

    /// <summary>A folder that only its owner may read.</summary>
    internal static DirectoryInfo SecretFolder(string path)
    {
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        return OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, OwnerOnly);
    }
}
