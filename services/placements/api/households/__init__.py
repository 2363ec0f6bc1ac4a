"""Fostering households over HTTP: approval, terms, exemptions, holds, vacancies, complaints."""
